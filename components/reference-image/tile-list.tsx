import { useTranslations } from "next-intl";
import { Fragment, memo, useState } from "react";
import type { Tray } from "@/components/composer/use-tray";
import { AddTile } from "@/components/reference-image/add-tile";
import type { Drop } from "@/components/reference-image/drop-tiles";
import { Tile } from "@/components/reference-image/tile";
import { useSlotDigits } from "@/components/reference-image/use-slot-digits";
import { ADD_STOP, useTileKeys } from "@/components/reference-image/use-tile-keys";
import { cn } from "@/components/ui/cn";
import { inFirstPaint, onDemand } from "@/components/ui/on-demand";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";

const dropTiles = () => import("@/components/reference-image/drop-tiles");
const DropTiles = onDemand(async () => (await dropTiles()).DropTiles);
const InsertBar = onDemand(async () => (await dropTiles()).InsertBar);
const FirstSixTick = inFirstPaint(
  async () => (await import("@/components/reference-image/first-six-tick")).FirstSixTick,
);
const TileDrag = onDemand(
  async () => (await import("@/components/reference-image/tile-drag")).TileDrag,
);
const ReferenceLook = onDemand(
  async () => (await import("@/components/reference-image/reference-look")).ReferenceLook,
);

/** More than fit at full size on a small desk. */
const WIDE_COUNT_MAX = 10;
const FIRST_COUNT = 6;

type TileListProps = { tray: Tray; drop: Drop | null };

/** What the tray's verbs do depends on nothing that is drawn: a key in the prompt draws no tile again. */
export const TileList = memo(
  Tiles,
  (before, now) =>
    before.drop === now.drop &&
    before.tray.slots === now.tray.slots &&
    before.tray.findings === now.tray.findings,
);

function Tiles({ tray, drop }: TileListProps) {
  const t = useTranslations("composer");
  const { slots } = tray;
  const keys = useTileKeys(tray);
  const [lookedAt, setLookedAt] = useState<string | null>(null);
  useSlotDigits(tray);
  const left = REFERENCE_IMAGE_COUNT_MAX - slots.length;
  return (
    <>
      <ul {...keys.listProps} aria-label={t("references")} className={listClass(slots.length)}>
        {slots.map((slot, index) => (
          <Fragment key={slot.key}>
            {index === FIRST_COUNT ? <FirstSixTick /> : null}
            {isAt(drop, "insert", index) ? <InsertBar /> : null}
            <Tile
              slot={slot}
              index={index}
              count={slots.length}
              isTabStop={keys.tabStop === slot.key}
              isDropTarget={isAt(drop, "replace", index)}
              doubts={tray.findings.flatMap(({ code, slots: doubtful }) =>
                doubtful.includes(slot) ? [code] : [],
              )}
              verbs={keys.verbsFor(slot)}
              look={() => setLookedAt(slot.key)}
              focusTile={() => keys.focus(slot.key)}
            />
          </Fragment>
        ))}
        {drop?.place === null ? (
          <DropTiles from={slots.length + 1} count={Math.min(drop.count, left)} />
        ) : null}
        {left > 0 && drop?.place !== null ? (
          <AddTile left={left} isTabStop={keys.tabStop === ADD_STOP} add={tray.add} />
        ) : null}
      </ul>
      {slots.length > 1 ? (
        <TileDrag {...{ slots }} move={tray.move} list={keys.listProps.ref} />
      ) : null}
      {lookedAt === null ? null : (
        <ReferenceLook
          slots={slots}
          startKey={lookedAt}
          close={() => setLookedAt(null)}
          focus={keys.focus}
        />
      )}
    </>
  );
}

const isAt = (drop: Drop | null, kind: "insert" | "replace", index: number) =>
  drop?.place?.kind === kind && drop.place.index === index;

const listClass = (count: number) =>
  cn(
    "relative flex min-w-0 flex-wrap gap-(--gap) outline-none",
    "max-[480px]:-mx-4 max-[480px]:flex-nowrap max-[480px]:overflow-x-auto max-[480px]:px-4 max-[480px]:pb-1",
    "max-[480px]:[--gap:8px] max-[480px]:[--tile:76px]",
    count > WIDE_COUNT_MAX ? "[--gap:4px] [--tile:60px]" : "[--gap:8px] [--tile:64px]",
  );
