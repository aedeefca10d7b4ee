import { Columns2, Copy, Hash } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { COMPARE_COUNT_MAX } from "@/components/compare/compare-modes";
import { cellsOf, isDone } from "@/components/generation/cells";
import { copyText } from "@/components/generation/copy-text";
import type { FeedVerbs } from "@/components/generation/verbs";
import { buttonClass } from "@/components/ui/button-class";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { GenerationView } from "@/lib/generation/schema";

type RunMenuProps = {
  generation: GenerationView;
  verbs: FeedVerbs;
  size: 26 | 44;
  /** Of the button that opens it. */
  children: ReactNode;
};

/** What else there is to do with all of a generation. */
export function RunMenu({ generation, verbs, size, children }: RunMenuProps) {
  const t = useTranslations("feed");
  const compare = useTranslations("compare");
  const { code, prompt, variants } = generation;
  const doneCount = Math.min(COMPARE_COUNT_MAX, cellsOf(variants).filter(isDone).length);
  const failed = t("copyFailed");
  return (
    <Menu>
      <MenuTrigger
        tabIndex={-1}
        data-stop=""
        aria-label={t("more", { code })}
        className={buttonClass({ kind: "ghost", size, isSquare: size === 26 })}
      >
        {children}
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
  );
}
