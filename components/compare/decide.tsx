import { Check, CornerDownRight, type LucideIcon, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { nameOfPicture } from "@/components/compare/picture-name";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Button } from "@/components/ui/button";

type DecideProps = {
  pictures: readonly ComparedPicture[];
  verbs: FeedVerbs;
  leave: (afterwards: () => void) => void;
};

function KeepButton(props: { letter: string; press: () => void }) {
  const t = useTranslations("compare");
  return (
    <Button icon={Check} hint={t("keepHint")} onClick={props.press} className="flex-1">
      {t("keep", { letter: props.letter })}
    </Button>
  );
}

/** Of two: to go on from one of them, also with the words of the other, or with a recipe. All leave the comparison. */
export function Decide({ pictures: [a, b], verbs, leave }: DecideProps) {
  const t = useTranslations("compare");
  const { stage, recall, take } = verbs;
  if (!a || !b) return null;
  const goOnWithWords = () => {
    take(b.generation, ["prompt"]);
    stage?.(a.generation, a.variant);
  };
  return (
    <div className="flex flex-col gap-1">
      <h3 className="mb-1.5 font-[560] text-[12px]/[18px]">{t("decide")}</h3>
      {stage ? (
        <>
          <div className="mb-1.5 flex gap-1.5">
            {[a, b].map(({ generation, variant }, index) => (
              <KeepButton
                key={variant.id}
                letter={nameOfPicture(index, 2)}
                press={() => leave(() => stage(generation, variant))}
              />
            ))}
          </div>
          {a.generation.prompt === b.generation.prompt || b.generation.upload ? null : (
            <Row icon={CornerDownRight} press={() => leave(goOnWithWords)}>
              {t("goOnWithWords")}
            </Row>
          )}
        </>
      ) : null}
      {[a, b].map(({ generation, variant }, index) =>
        generation.upload ? null : (
          <Row
            key={variant.id}
            icon={RotateCcw}
            press={() => leave(() => recall(generation, "prompt"))}
          >
            {t("useRecipe", { letter: nameOfPicture(index, 2) })}
          </Row>
        ),
      )}
    </div>
  );
}

function Row(props: { icon: LucideIcon; press: () => void; children: string }) {
  return (
    <Button kind="ghost" icon={props.icon} onClick={props.press} className="justify-start">
      {props.children}
    </Button>
  );
}

/** Of many, or of the last: what to do with the one that is looked at. */
export function DecideOne({ pictures, verbs, leave, index }: DecideProps & { index: number }) {
  const t = useTranslations("compare");
  const { stage, recall } = verbs;
  const picture = pictures[index];
  if (!picture) return null;
  const { generation, variant } = picture;
  const letter = nameOfPicture(index, pictures.length);
  return (
    <div className="flex flex-wrap gap-1.5">
      {stage ? (
        <KeepButton letter={letter} press={() => leave(() => stage(generation, variant))} />
      ) : null}
      {generation.upload ? null : (
        <Button
          kind="ghost"
          icon={RotateCcw}
          onClick={() => leave(() => recall(generation, "prompt"))}
        >
          {t("useRecipe", { letter })}
        </Button>
      )}
    </div>
  );
}
