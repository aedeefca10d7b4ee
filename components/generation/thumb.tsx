import { useIsHydrated } from "@/components/generation/use-place";
import { cn } from "@/components/ui/cn";
import { thumbhashUrl } from "@/components/ui/thumbhash-url";

/** The colours of a picture before the picture. Decoded by the browser: the page stays small. */
export function Thumb({ hash, className }: { hash: string; className?: string }) {
  const isHydrated = useIsHydrated();
  return (
    <span
      aria-hidden="true"
      className={cn("block bg-cover bg-well", className)}
      style={isHydrated ? { backgroundImage: `url(${thumbhashUrl(hash)})` } : undefined}
    />
  );
}
