import {
  Columns2,
  CornerDownRight,
  Download,
  ImagePlus,
  type LucideIcon,
  Maximize2,
  PencilLine,
  RotateCcw,
  Shuffle,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { REMIX } from "@/components/composer/recall-parts";
import { isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { imageDownloadUrl } from "@/lib/image/schema/facts";

const TILE =
  "flex min-h-11 flex-auto aria-pressed:bg-press flex-col items-center justify-center gap-1 whitespace-nowrap rounded-control px-0.5 text-ink-2 text-label hover:bg-hover hover:text-ink active:bg-press";

type FactsVerbsProps = { generation: GenerationView; variant: VariantView; verbs: FeedVerbs };

type TileProps = {
  icon: LucideIcon;
  label: string;
  hint?: string;
  shortcut: ShortcutId;
  isPressed?: boolean;
  press: () => void;
};

function Tile({ icon: Icon, label, hint, shortcut, isPressed, press }: TileProps) {
  const title = [hint, useKeys(shortcut)].filter(Boolean).join(" · ");
  return (
    <button type="button" title={title} aria-pressed={isPressed} onClick={press} className={TILE}>
      <Icon />
      {label}
    </button>
  );
}

/** What to do with the picture. Continue is the one paper button: where nobody may, there is none. */
export function FactsVerbs({ generation, variant, verbs }: FactsVerbsProps) {
  const t = useTranslations("viewer");
  const recipeKeys = useKeys("useRecipe");
  const { stage, recall } = verbs;
  const isReady = variant.image !== null && isDone(variant);
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
        {generation.upload ? null : (
          <Button
            kind="quiet"
            icon={RotateCcw}
            keys={recipeKeys}
            onClick={() => recall(generation)}
            className="flex-1"
          >
            {t("useRecipe")}
          </Button>
        )}
      </div>
      <Tiles {...{ generation, variant, verbs }} />
    </>
  );
}

function Tiles({ generation, variant, verbs }: FactsVerbsProps) {
  const t = useTranslations("viewer");
  const downloadKeys = useKeys("download");
  const { image } = variant;
  const { stage, refer, take, compare, finish, annotate } = verbs;
  const isReady = image !== null && isDone(variant);
  return (
    <div className="-mx-1 mt-1.5 flex">
      {isReady ? (
        <Tile
          icon={Columns2}
          label={t("compare")}
          shortcut="compare"
          isPressed={verbs.comparedId === variant.id}
          press={() => compare(generation, variant)}
        />
      ) : null}
      {isReady && refer ? (
        <Tile
          icon={ImagePlus}
          label={t("referShort")}
          hint={t("refer")}
          shortcut="refer"
          press={() => refer(generation, variant)}
        />
      ) : null}
      {stage && !generation.upload ? (
        <Tile
          icon={Shuffle}
          label={t("remix")}
          hint={t("remixHint")}
          shortcut="remix"
          press={() => take(generation, REMIX)}
        />
      ) : null}
      {isReady && annotate ? (
        <Tile
          icon={PencilLine}
          label={t("annotate")}
          hint={t("annotateHint")}
          shortcut="annotate"
          press={() => annotate(generation, variant)}
        />
      ) : null}
      {isReady && finish && !generation.upload ? (
        <Tile
          icon={Maximize2}
          label={t("finish")}
          hint={t("finishHint")}
          shortcut="finish"
          press={() => finish(generation, variant)}
        />
      ) : null}
      {image ? (
        <a href={imageDownloadUrl(image.id)} download="" title={downloadKeys} className={TILE}>
          <Download />
          {t("download")}
        </a>
      ) : null}
    </div>
  );
}
