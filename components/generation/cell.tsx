import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { CellBody } from "@/components/generation/cell-body";
import { type CellState, cellStateOf, isDone, ratioOf } from "@/components/generation/cells";
import { nameOf, pictureCode } from "@/components/generation/formats";
import { useCellState } from "@/components/generation/use-cell-state";
import { useKeptFocus } from "@/components/generation/use-kept-focus";
import type { FeedVerbs } from "@/components/generation/verbs";
import { pictureDrag } from "@/components/reference-image/picture-drag";
import { cn } from "@/components/ui/cn";
import { Tag } from "@/components/ui/tag";
import { type GenerationView, hasEnded, type VariantView } from "@/lib/generation/schema";

/** Height of a cell at the widths that ask for the most, CSS px. */
const CELL_HEIGHT = 220;

/** Where a closed viewer gives the focus back. */
export const cellId = (variantId: string) => `cell-${variantId}`;

const PICTURE_KINDS: ReadonlySet<CellState["kind"]> = new Set([
  "queued",
  "sent",
  "rendering",
  "saving",
  "done",
]);

/** By its place, so that it is the same one on a Russian keyboard. */
const isPlainKey = (event: KeyboardEvent, code: string) =>
  event.code === code && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;

type CellProps = {
  generation: GenerationView;
  variant: VariantView;
  position: string;
  verbs: FeedVerbs;
};

/** Kept over the end of a variant, when a live cell becomes a settled one. */
type KeptFocus = { kept: ReturnType<typeof useKeptFocus> };
type ShownCellProps = CellProps & KeptFocus & { state: CellState };

function ShownCell({ generation, variant, position, verbs, state, kept }: ShownCellProps) {
  const t = useTranslations("feed");
  const ratio = ratioOf(generation.aspectRatio);
  const word =
    state.kind === "failed" ? t(`failure.${state.code}.title`) : t(`state.${state.kind}`);
  const name = t("pictureName", {
    prompt: nameOf(generation.prompt),
    code: pictureCode(generation.code, variant),
    state: word,
  });
  return (
    <li
      {...kept}
      {...(variant.image && pictureDrag(variant.image, pictureCode(generation.code, variant)))}
      style={{ "--ratio": ratio } as React.CSSProperties}
      className={cn(
        "group/cell relative h-(--cell) w-[calc(var(--cell)*var(--ratio))] max-w-full flex-none rounded-print bg-well",
        "max-tablet:h-[max(190px,calc(var(--print)/var(--ratio)))] max-tablet:w-(--print) max-tablet:snap-start",
        PICTURE_KINDS.has(state.kind) ? "min-w-11" : "min-w-[216px]",
      )}
    >
      <button
        id={cellId(variant.id)}
        type="button"
        aria-label={name}
        tabIndex={-1}
        data-stop="cell"
        onClick={(event) => {
          if (event.altKey && isDone(variant)) verbs.compare(generation, variant);
          else verbs.open(generation, variant);
        }}
        onKeyDown={(event) => {
          if (!isPlainKey(event, "KeyC") || !isDone(variant)) return;
          event.preventDefault();
          verbs.compare(generation, variant);
        }}
        className="absolute inset-0 size-full rounded-print"
      />
      <div className="pointer-events-none absolute inset-0 overflow-hidden rounded-print">
        <CellBody
          {...{ generation, variant, verbs, state }}
          sizes={`(width < 48rem) 300px, ${Math.round(CELL_HEIGHT * ratio)}px`}
          isInFeed
        />
        {state.kind === "done" ? (
          <Tag className="absolute bottom-2 left-2 tablet:hidden">{position}</Tag>
        ) : null}
      </div>
    </li>
  );
}

/** Nothing of it depends on the hour. */
function SettledCell(props: CellProps & KeptFocus) {
  const { variant, generation } = props;
  return <ShownCell {...props} state={cellStateOf(variant, generation.lateAfterMs, 0)} />;
}

function LiveCell(props: CellProps & KeptFocus) {
  return <ShownCell {...props} state={useCellState(props.generation, props.variant)} />;
}

export function Cell(props: CellProps) {
  const kept = useKeptFocus(cellId(props.variant.id));
  const Shown = hasEnded(props.variant.status) ? SettledCell : LiveCell;
  return <Shown {...props} kept={kept} />;
}
