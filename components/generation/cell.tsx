import { Columns2, Pin } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { CellBody } from "@/components/generation/cell-body";
import { CELL_HEIGHT_MAX } from "@/components/generation/cell-height";
import { cellId } from "@/components/generation/cell-id";
import { type CellState, cellStateOf, isDone, ratioOf } from "@/components/generation/cells";
import { nameOf, pictureCode } from "@/components/generation/formats";
import { useCellMenu } from "@/components/generation/use-cell-menu";
import { useCellState } from "@/components/generation/use-cell-state";
import { useKeptFocus } from "@/components/generation/use-kept-focus";
import type { FeedVerbs } from "@/components/generation/verbs";
import { isPressed } from "@/components/keyboard/listener";
import { pictureDrag } from "@/components/reference-image/picture-drag";
import { cn } from "@/components/ui/cn";
import { onDemand } from "@/components/ui/on-demand";
import { Tag } from "@/components/ui/tag";
import { useMedia } from "@/components/ui/use-media";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { hasEnded } from "@/lib/generation/schema/facts";

const CellVerbs = onDemand(
  async () => (await import("@/components/generation/cell-verbs")).CellVerbs,
);
const CellMenu = onDemand(async () => (await import("@/components/generation/cell-menu")).CellMenu);

const PICTURE_KINDS: ReadonlySet<CellState["kind"]> = new Set([
  "queued",
  "sent",
  "rendering",
  "slow",
  "saving",
  "done",
]);

type CellProps = {
  generation: GenerationView;
  variant: VariantView;
  position: string;
  verbs: FeedVerbs;
};

/** What a key does to a finished picture. */
function pressCellKey(
  event: KeyboardEvent,
  { generation, variant, verbs }: Pick<CellProps, "generation" | "variant" | "verbs">,
) {
  if (!isDone(variant)) return;
  const id = (["compare", "refer"] as const).find((each) => isPressed(each, event.nativeEvent));
  const verb = id && verbs[id];
  if (!verb) return;
  event.preventDefault();
  verb(generation, variant);
}

/** Kept over the end of a variant, when a live cell becomes a settled one. */
type KeptFocus = { kept: ReturnType<typeof useKeptFocus> };
type ShownCellProps = CellProps & KeptFocus & { state: CellState };

/** Names the cell, and is all of it: what else can be pressed lies over it. */
function CellButton({
  generation,
  variant,
  verbs,
  state,
}: Omit<ShownCellProps, "kept" | "position">) {
  const t = useTranslations("feed");
  const compare = useTranslations("compare");
  const word =
    state.kind === "failed" ? t(`failure.${state.code}.title`) : t(`state.${state.kind}`);
  return (
    <button
      id={cellId(variant.id)}
      type="button"
      aria-label={t("pictureName", {
        prompt: nameOf(generation.prompt),
        code: pictureCode(generation.code, variant),
        state: word,
      })}
      {...(variant.id === verbs.comparedId && { "aria-description": compare("isChosen") })}
      tabIndex={-1}
      data-stop="cell"
      onClick={(event) => {
        if (event.altKey && isDone(variant)) verbs.compare(generation, variant);
        else verbs.open(generation, variant);
      }}
      onKeyDown={(event) => pressCellKey(event, { generation, variant, verbs })}
      className="absolute inset-0 size-full rounded-print"
    />
  );
}

/** On a finished picture: what it is among the others, and what it is for now. */
function CellTags({ variant, verbs, position }: CellProps) {
  const t = useTranslations("feed");
  const compare = useTranslations("compare");
  const isStaged = variant.image !== null && variant.image.id === verbs.stagedImageId;
  return (
    <>
      <div className="absolute top-1.5 left-1.5 flex max-w-[calc(100%-12px)] flex-col items-start gap-1">
        {isStaged ? <Tag icon={Pin}>{t("staged")}</Tag> : null}
        {variant.id === verbs.comparedId ? <Tag icon={Columns2}>{compare("chosenTag")}</Tag> : null}
      </div>
      <Tag className="absolute bottom-2 left-2 group-data-overview/feed:hidden tablet:hidden">
        {position}
      </Tag>
    </>
  );
}

function ShownCell({ kept, state, ...props }: ShownCellProps) {
  const { generation, variant, verbs } = props;
  const ratio = ratioOf(generation.aspectRatio);
  const menu = useCellMenu();
  // A finger that rests opens the menu; it would begin to drag instead.
  const canDrag = useMedia("(hover: hover)");
  const [isHovered, setIsHovered] = useState(false);
  const isShownDone = state.kind === "done" && variant.image !== null;
  const isLit =
    isShownDone && (variant.image?.id === verbs.stagedImageId || variant.id === verbs.comparedId);
  return (
    <li
      {...kept}
      {...menu.handlers}
      {...(canDrag &&
        variant.image &&
        pictureDrag(variant.image, pictureCode(generation.code, variant)))}
      onPointerEnter={({ pointerType }) => setIsHovered(pointerType === "mouse")}
      onPointerLeave={() => setIsHovered(false)}
      style={{ "--ratio": ratio } as React.CSSProperties}
      className={cn(
        "group/cell relative h-(--cell) w-[calc(var(--cell)*var(--ratio))] max-w-full flex-none rounded-print bg-well [-webkit-touch-callout:none]",
        "max-tablet:h-[max(190px,calc(var(--print)/var(--ratio)))] max-tablet:w-(--print) max-tablet:snap-start",
        PICTURE_KINDS.has(state.kind) ? "min-w-11" : "min-w-[216px]",
        "max-tablet:group-data-overview/feed:aspect-square max-tablet:group-data-overview/feed:h-auto max-tablet:group-data-overview/feed:w-auto max-tablet:group-data-overview/feed:min-w-0 max-tablet:group-data-overview/feed:[&_img]:object-contain",
        isLit && "shadow-[0_0_0_2px_var(--bench),0_0_0_3.5px_var(--blue)]",
      )}
    >
      <CellButton {...{ generation, variant, verbs, state }} />
      <div className="pointer-events-none absolute inset-0 overflow-hidden rounded-print max-tablet:group-data-overview/feed:text-small max-tablet:group-data-overview/feed:[&_p+p+div]:hidden max-tablet:group-data-overview/feed:[&_p+p]:hidden">
        <CellBody
          {...{ generation, variant, verbs, state }}
          sizes={`(width < 48rem) 300px, ${Math.round(CELL_HEIGHT_MAX * ratio)}px`}
          isInFeed
        />
        {isShownDone ? <CellTags {...props} /> : null}
      </div>
      {isShownDone && isHovered ? <CellVerbs {...props} openMenu={menu.open} /> : null}
      {menu.place ? (
        <CellMenu
          {...props}
          place={menu.place}
          close={menu.close}
          focusCell={() => document.getElementById(cellId(variant.id))?.focus()}
        />
      ) : null}
    </li>
  );
}

/** Nothing of it depends on the hour. */
function SettledCell(props: CellProps & KeptFocus) {
  const { variant, generation } = props;
  return <ShownCell {...props} state={cellStateOf(variant, generation, 0)} />;
}

function LiveCell(props: CellProps & KeptFocus) {
  return <ShownCell {...props} state={useCellState(props.generation, props.variant)} />;
}

export function Cell(props: CellProps) {
  const kept = useKeptFocus(cellId(props.variant.id));
  const Shown = hasEnded(props.variant.status) ? SettledCell : LiveCell;
  return <Shown {...props} kept={kept} />;
}
