import { AspectGlyph } from "@/components/ui/aspect-glyph";
import { cn } from "@/components/ui/cn";
import type { AspectRatio } from "@/lib/generation/schema";

type RatioTileProps = { ratio: AspectRatio; isChosen: boolean; choose: () => void };

export function RatioTile({ ratio, isChosen, choose }: RatioTileProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: arrows walk without choosing, which a native radio cannot
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      tabIndex={isChosen ? 0 : -1}
      onClick={choose}
      className={cn(
        "flex h-[74px] w-16 flex-none flex-col items-center rounded-control pb-1",
        isChosen ? "bg-select text-blue" : "text-ink-2 hover:bg-hover",
      )}
    >
      <span className="grid flex-1 place-items-center">
        <AspectGlyph ratio={ratio} size={34} />
      </span>
      <span className={cn("font-mono text-slug", isChosen ? "text-blue" : "text-ink")}>
        {ratio}
      </span>
    </button>
  );
}
