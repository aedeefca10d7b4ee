import { Columns2, CornerDownRight, Download, type LucideIcon, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Button } from "@/components/ui/button";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { imageDownloadUrl } from "@/lib/image/schema";

const TILE =
  "flex min-h-11 flex-1 flex-col items-center justify-center gap-1 rounded-control px-1 text-ink-2 text-label hover:bg-hover hover:text-ink active:bg-press";

type FactsVerbsProps = { generation: GenerationView; variant: VariantView; verbs: FeedVerbs };

function Tile(props: { icon: LucideIcon; label: string; keys: string; press: () => void }) {
  const { icon: Icon, label, keys, press } = props;
  return (
    <button type="button" title={keys} onClick={press} className={TILE}>
      <Icon />
      {label}
    </button>
  );
}

/** What to do with the picture. Continue is the one paper button: where nobody may, there is none. */
export function FactsVerbs({ generation, variant, verbs }: FactsVerbsProps) {
  const t = useTranslations("viewer");
  const { image } = variant;
  const { stage, recall, compare } = verbs;
  const isReady = image !== null && isDone(variant);
  return (
    <>
      <div className="flex gap-1.5">
        {isReady && stage ? (
          <Button
            kind="paper"
            icon={CornerDownRight}
            onClick={() => stage(generation, variant)}
            className="flex-1"
          >
            {t("continue")}
          </Button>
        ) : null}
        <Button kind="quiet" icon={RotateCcw} onClick={() => recall(generation)} className="flex-1">
          {t("useRecipe")}
        </Button>
      </div>
      <div className="-mx-1 mt-1.5 flex">
        {isReady ? (
          <Tile
            icon={Columns2}
            label={t("compare")}
            keys="C"
            press={() => compare(generation, variant)}
          />
        ) : null}
        {image ? (
          <a href={imageDownloadUrl(image.id)} download="" className={TILE}>
            <Download />
            {t("download")}
          </a>
        ) : null}
      </div>
    </>
  );
}
