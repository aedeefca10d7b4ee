import { useIsHydrated } from "@/components/generation/use-place";
import { cn } from "@/components/ui/cn";
import { onDemand } from "@/components/ui/on-demand";

const ThumbColours = onDemand(
  async () => (await import("@/components/generation/thumb-colours")).ThumbColours,
);

/** The colours of a picture before the picture. Decoded by the browser: the page stays small. */
export function Thumb({ hash, className }: { hash: string; className?: string }) {
  const isHydrated = useIsHydrated();
  return (
    <span aria-hidden="true" className={cn("block bg-well", className)}>
      {isHydrated ? <ThumbColours hash={hash} /> : null}
    </span>
  );
}
