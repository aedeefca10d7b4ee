import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChangedSettings } from "@/components/compare/changed-settings";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { Decide, DecideOne } from "@/components/compare/decide";
import { nameOfPicture } from "@/components/compare/picture-name";
import { PromptDiff } from "@/components/compare/prompt-diff";
import { ReferencesDiff } from "@/components/compare/references-diff";
import { pictureCode } from "@/components/generation/formats";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";

type DrawerProps = {
  pictures: readonly ComparedPicture[];
  focused: number;
  focus: (index: number) => void;
  drop: () => void;
  verbs: FeedVerbs;
  leave: (afterwards: () => void) => void;
};

/** What somebody brought was asked for in no words. */
const promptOf = ({ generation: { prompt, upload } }: ComparedPicture) => (upload ? "" : prompt);

const Column = ({ children }: { children: ReactNode }) => (
  <div className="min-w-0 px-5 py-4 laptop:overflow-y-auto">{children}</div>
);

/** What differs between two, in words; of many, which one is looked at and may go. */
export function CompareDrawer(props: DrawerProps) {
  const { pictures } = props;
  const [a, b] = pictures;
  const pair = a && b && pictures.length === 2 ? { a, b } : null;
  return (
    <div
      data-drawer={pair ? "pair" : "many"}
      className="flex-none border-hair-2 border-t bg-sheet max-laptop:max-h-[45dvh] max-laptop:overflow-y-auto"
    >
      {pair ? (
        <div className="grid h-[268px] grid-cols-[minmax(0,1fr)_minmax(0,480px)_300px] divide-x divide-hair max-laptop:h-auto max-laptop:grid-cols-1 max-laptop:divide-x-0 max-laptop:divide-y">
          <Column>
            <PromptDiff before={promptOf(pair.a)} after={promptOf(pair.b)} />
            <ReferencesDiff before={pair.a.generation} after={pair.b.generation} />
          </Column>
          <Column>
            <ChangedSettings {...pair} />
          </Column>
          <Column>
            <Decide {...props} />
          </Column>
        </div>
      ) : (
        <ManyFoot {...props} />
      )}
    </div>
  );
}

function ManyFoot(props: DrawerProps) {
  const { pictures, focused, focus, drop } = props;
  const t = useTranslations("compare");
  const dropKeys = useKeys("drop");
  const pickKeys = useKeys("pick");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      {pictures.length > 1 ? (
        <>
          <fieldset aria-label={t("pictures")} className="flex flex-wrap gap-1">
            {pictures.map(({ generation, variant }, index) => (
              <Button
                key={variant.id}
                size={26}
                kind={index === focused ? "quiet" : "ghost"}
                aria-pressed={index === focused}
                onClick={() => focus(index)}
                className="font-mono max-tablet:min-h-11"
              >
                {nameOfPicture(index, pictures.length)} {pictureCode(generation.code, variant)}
              </Button>
            ))}
          </fieldset>
          <Button kind="outline" onClick={drop} keys={dropKeys}>
            {t("drop", { letter: nameOfPicture(focused, pictures.length) })}
          </Button>
          {pickKeys ? (
            <span className="flex items-center gap-1.5 text-ink-3 text-small max-laptop:hidden">
              <KeyCap keys={pickKeys} />
              {t("manyHint")}
            </span>
          ) : null}
        </>
      ) : (
        <p className="text-ink-2">{t("lastOne")}</p>
      )}
      <div className="ms-auto">
        <DecideOne {...props} index={focused} />
      </div>
    </div>
  );
}
