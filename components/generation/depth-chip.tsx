import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { cellsOf, isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Chip } from "@/components/ui/chip";
import type { GenerationView } from "@/lib/generation/schema";
import { REBASE_SUGGESTED_DEPTH } from "@/lib/lineage/policy";

type DepthChipProps = { generation: GenerationView; verbs: FeedVerbs };

/** How many edits lie between this and its root; where they have begun to harm, the way to the rebase. */
export function DepthChip({ generation, verbs }: DepthChipProps) {
  const t = useTranslations("feed");
  const { depth, variants } = generation;
  const picture = cellsOf(variants).find(isDone);
  if (depth < REBASE_SUGGESTED_DEPTH || !picture) {
    return (
      <Chip>
        <Layers className="size-[11px] stroke-2" />
        {t("edit", { depth })}
      </Chip>
    );
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      data-stop=""
      title={t("rebaseHint")}
      onClick={() => verbs.open(generation, picture)}
      className="-my-0.5 rounded-chip py-0.5 max-tablet:-my-3 max-tablet:py-3"
    >
      <Chip className="bg-amber-wash! text-amber!">
        <Layers className="size-[11px] stroke-2" />
        {t("editDeep", { depth })}
      </Chip>
    </button>
  );
}
