import { cn } from "./cn";

/** First letters of the first and the last word of a name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : "";
  return [words[0], last]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

/** Grey for everybody. The initials are drawn, not text: the name beside them speaks. */
export function Avatar({ name, size = 20 }: { name: string; size?: 20 | 28 }) {
  return (
    <span
      aria-hidden="true"
      data-initials={initialsOf(name)}
      className={cn(
        "before:content-[attr(data-initials)] inline-block flex-none rounded-full bg-press text-center font-[560] text-ink-2 tracking-[.02em]",
        size === 20 ? "size-5 text-[9.5px]/[20px]" : "size-7 text-[11px]/[28px]",
      )}
    />
  );
}
