import { Thumb } from "@/components/generation/thumb";
import type { GenerationReferenceView } from "@/lib/generation/schema";

const TILES = [0, 1, 2, 3];

/** What is being made from, out of focus: a promise of colours, never a fake preview. */
export function Mosaic(props: { references: readonly GenerationReferenceView[]; turn: number }) {
  const { references, turn } = props;
  if (references.length === 0) return null;
  const at = (tile: number) => references[(tile + turn) % references.length]?.thumbhash ?? "";
  return (
    <div
      aria-hidden="true"
      className="absolute -inset-4 grid grid-cols-2 opacity-50 blur-[22px] saturate-[.6] [[data-theme=light]_&]:opacity-34"
    >
      {TILES.map((tile) => (
        <Thumb key={tile} hash={at(tile)} className="size-full" />
      ))}
    </div>
  );
}
