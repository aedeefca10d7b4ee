import {
  Columns2,
  CornerDownRight,
  Download,
  type LucideIcon,
  Maximize2,
  PencilLine,
  RotateCcw,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { cn } from "@/components/ui/cn";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { imageDownloadUrl } from "@/lib/image/schema/facts";

type InspectorVerbsProps = { generation: GenerationView; variant: VariantView; verbs: FeedVerbs };

const ROW =
  "flex h-[26px] w-full items-center gap-2 rounded-control px-2 text-start text-ink-2 text-small hover:bg-hover hover:text-ink active:bg-press [&>svg]:size-3.5 [&>svg]:flex-none";

type RowProps = { icon: LucideIcon; label: string; press: () => void; className?: string };

function Row({ icon: Icon, label, press, className }: RowProps) {
  return (
    <li>
      <button type="button" onClick={press} className={cn(ROW, className)}>
        <Icon />
        <span className="truncate">{label}</span>
      </button>
    </li>
  );
}

/** What is asked for most. The menu of the cell has the rest. */
export function InspectorVerbs({ generation, variant, verbs }: InspectorVerbsProps) {
  const t = useTranslations("viewer");
  const { stage, recall, compare, annotate, finish } = verbs;
  const image = isDone(variant) ? variant.image : null;
  return (
    <ul className="min-w-0 flex-1">
      {image && stage ? (
        <Row
          icon={CornerDownRight}
          label={t("continue")}
          press={() => stage(generation, variant)}
          className="bg-press font-medium text-ink"
        />
      ) : null}
      <Row icon={RotateCcw} label={t("useRecipe")} press={() => recall(generation)} />
      {image ? (
        <Row icon={Columns2} label={t("compare")} press={() => compare(generation, variant)} />
      ) : null}
      {image && annotate ? (
        <Row icon={PencilLine} label={t("annotate")} press={() => annotate(generation, variant)} />
      ) : null}
      {image && finish ? (
        <Row icon={Maximize2} label={t("finish")} press={() => finish(generation, variant)} />
      ) : null}
      {image ? (
        <li>
          <a href={imageDownloadUrl(image.id)} download="" className={ROW}>
            <Download />
            <span className="truncate">{t("download")}</span>
          </a>
        </li>
      ) : null}
    </ul>
  );
}
