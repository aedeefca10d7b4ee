import { Columns2, Copy, Ellipsis, Hash } from "lucide-react";
import { useTranslations } from "next-intl";
import { COMPARE_COUNT_MAX } from "@/components/compare/compare-modes";
import { cellsOf, isDone } from "@/components/generation/cells";
import { copyText } from "@/components/generation/copy-text";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { GenerationView } from "@/lib/generation/schema";

type RunVerbsProps = { generation: GenerationView; verbs: FeedVerbs; size: 26 | 44 };

export function RunVerbs({ generation, verbs, size }: RunVerbsProps) {
  const t = useTranslations("feed");
  const compare = useTranslations("compare");
  const { code, prompt, variants } = generation;
  const doneCount = Math.min(COMPARE_COUNT_MAX, cellsOf(variants).filter(isDone).length);
  const failed = t("copyFailed");
  return (
    <div className="flex items-center gap-0.5">
      <Button
        kind="ghost"
        size={size}
        tabIndex={-1}
        data-stop=""
        onClick={() => verbs.recall(generation)}
      >
        {t("useRecipe")}
      </Button>
      <Menu>
        <MenuTrigger
          tabIndex={-1}
          data-stop=""
          aria-label={t("more", { code })}
          className={buttonClass({ kind: "ghost", size, isSquare: true })}
        >
          <Ellipsis className="size-3.5" />
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem
            icon={Copy}
            onSelect={() => void copyText(prompt, { copied: t("promptCopied"), failed })}
          >
            {t("copyPrompt")}
          </MenuItem>
          {doneCount > 1 ? (
            <MenuItem icon={Columns2} onSelect={() => verbs.compareAll(generation)}>
              {compare("all", { count: doneCount })}
            </MenuItem>
          ) : null}
          <MenuItem
            icon={Hash}
            onSelect={() => void copyText(code, { copied: t("codeCopied", { code }), failed })}
          >
            {t("copyCodeItem")}
          </MenuItem>
        </MenuContent>
      </Menu>
    </div>
  );
}
