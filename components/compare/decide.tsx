import { Check, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { nameOfPicture } from "@/components/compare/picture-name";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";

type DecideProps = {
  pictures: readonly ComparedPicture[];
  verbs: FeedVerbs;
  leave: (afterwards: () => void) => void;
  /** Of many, the one that is looked at. */
  only?: number;
};

/** To go on from one of them, or with its recipe. Both leave the comparison. */
export function Decide({ pictures, verbs, leave, only }: DecideProps) {
  const t = useTranslations("compare");
  const { stage, recall } = verbs;
  const chosen = pictures.flatMap((picture, index) =>
    only === undefined || only === index
      ? [{ ...picture, letter: nameOfPicture(index, pictures.length) }]
      : [],
  );
  return (
    <div className={only === undefined ? "flex flex-col gap-1.5" : "flex flex-wrap gap-1.5"}>
      {only === undefined ? (
        <h3 className="mb-1 font-[560] text-[12px]/[18px]">{t("decide")}</h3>
      ) : null}
      {stage
        ? chosen.map(({ generation, variant, letter }) => (
            <Button
              key={variant.id}
              icon={Check}
              onClick={() => leave(() => stage(generation, variant))}
            >
              {t("keep", { letter })}
            </Button>
          ))
        : null}
      {chosen.map(({ generation, variant, letter }) => (
        <Button
          key={variant.id}
          kind="ghost"
          icon={RotateCcw}
          onClick={() => leave(() => recall(generation, "prompt"))}
          className={only === undefined ? "justify-start" : undefined}
        >
          {t("useRecipe", { letter })}
        </Button>
      ))}
      {only === undefined ? (
        <p className="mt-1 flex items-center gap-1.5 px-3 text-ink-3 text-small max-laptop:hidden">
          <KeyCap keys="Space" />
          {t("holdHint")}
        </p>
      ) : null}
    </div>
  );
}
