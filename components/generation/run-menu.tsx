import { Columns2, Copy, Hash } from "lucide-react";
import { useTranslations } from "next-intl";
import { COMPARE_COUNT_MAX } from "@/components/compare/compare-modes";
import { cellsOf, isDone } from "@/components/generation/cells";
import { copyText } from "@/components/generation/copy-text";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Anchor } from "@/components/ui/use-opener";
import type { GenerationView } from "@/lib/generation/schema";

type RunMenuProps = { anchor: Anchor; generation: GenerationView; verbs: FeedVerbs };

/** What else there is to do with all of a generation. */
export function RunMenu({ anchor, generation, verbs }: RunMenuProps) {
  const t = useTranslations("feed");
  const compare = useTranslations("compare");
  const { code, prompt, variants } = generation;
  const doneCount = Math.min(COMPARE_COUNT_MAX, cellsOf(variants).filter(isDone).length);
  const failed = t("copyFailed");
  return (
    <Menu anchor={anchor} align="end">
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
    </Menu>
  );
}
