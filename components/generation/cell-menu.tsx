import {
  Columns2,
  CornerDownRight,
  Download,
  Hash,
  ImagePlus,
  Maximize2,
  PencilLine,
  RotateCcw,
  Shuffle,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { BinRow } from "@/components/bin/bin-row";
import { REMIX } from "@/components/composer/recall-parts";
import { isDone } from "@/components/generation/cells";
import { copyText } from "@/components/generation/copy-text";
import { pictureCode } from "@/components/generation/formats";
import type { MenuPlace } from "@/components/generation/use-cell-menu";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { imageDownloadUrl } from "@/lib/image/schema/facts";

type RowsProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: FeedVerbs;
  /** Once the menu is gone: it keeps the focus as long as it is there. */
  afterwards: (run: () => void) => void;
};

type CellMenuProps = Omit<RowsProps, "afterwards"> & {
  place: MenuPlace;
  close: () => void;
  /** The cell takes the focus back. */
  focusCell: () => void;
};

/** Everything that can be done with one picture of the feed. */
export function CellMenu({ place, close, focusCell, ...props }: CellMenuProps) {
  const chosen = useRef<(() => void) | null>(null);
  const code = pictureCode(props.generation.code, props.variant);
  const spot = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={spot}
        aria-hidden="true"
        style={{ left: place.x, top: place.y }}
        className="pointer-events-none fixed size-0"
      />
      <Menu
        anchor={{ trigger: spot, close }}
        aria-label={code}
        sideOffset={2}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCell();
          chosen.current?.();
        }}
      >
        <Rows
          {...props}
          afterwards={(run) => {
            chosen.current = run;
          }}
        />
      </Menu>
    </>
  );
}

function Rows({ generation, variant, verbs, afterwards }: RowsProps) {
  const t = useTranslations("viewer");
  const feed = useTranslations("feed");
  const { stage, recall, take } = verbs;
  const code = pictureCode(generation.code, variant);
  const words = { copied: feed("codeCopied", { code }), failed: feed("copyFailed") };
  const isReady = variant.image !== null && isDone(variant);
  return (
    <>
      {isReady && stage ? (
        <MenuItem
          icon={CornerDownRight}
          onSelect={() => afterwards(() => stage(generation, variant))}
        >
          {t("continue")}
        </MenuItem>
      ) : null}
      <MenuItem icon={RotateCcw} onSelect={() => afterwards(() => recall(generation))}>
        {t("useRecipe")}
      </MenuItem>
      {stage ? (
        <MenuItem icon={Shuffle} onSelect={() => afterwards(() => take(generation, REMIX))}>
          {t("remix")}
        </MenuItem>
      ) : null}
      {isReady ? <PictureRows {...{ generation, variant, verbs, afterwards }} /> : null}
      <MenuSeparator />
      {variant.image ? <DownloadRow imageId={variant.image.id} /> : null}
      <MenuItem icon={Hash} onSelect={() => void copyText(code, words)}>
        {feed("copyCodeItem")}
      </MenuItem>
      {isReady && stage ? <BinRow {...{ generation, variant, afterwards }} /> : null}
    </>
  );
}

function PictureRows({ generation, variant, verbs, afterwards }: RowsProps) {
  const t = useTranslations("viewer");
  const { refer, compare, annotate, finish } = verbs;
  const [referKeys, compareKeys] = [useKeys("refer"), useKeys("compare")];
  return (
    <>
      {refer ? (
        <MenuItem
          icon={ImagePlus}
          keys={referKeys}
          onSelect={() => afterwards(() => refer(generation, variant))}
        >
          {t("refer")}
        </MenuItem>
      ) : null}
      <MenuItem
        icon={Columns2}
        keys={compareKeys}
        onSelect={() => afterwards(() => compare(generation, variant))}
      >
        {t("compare")}
      </MenuItem>
      {annotate ? (
        <MenuItem
          icon={PencilLine}
          onSelect={() => afterwards(() => annotate(generation, variant))}
        >
          {t("annotate")}
        </MenuItem>
      ) : null}
      {finish ? (
        <MenuItem icon={Maximize2} onSelect={() => afterwards(() => finish(generation, variant))}>
          {t("finish")}
        </MenuItem>
      ) : null}
    </>
  );
}

function DownloadRow({ imageId }: { imageId: string }) {
  const t = useTranslations("viewer");
  return (
    <MenuItem icon={Download} onSelect={() => window.location.assign(imageDownloadUrl(imageId))}>
      {t("download")}
    </MenuItem>
  );
}
