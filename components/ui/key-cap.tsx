import { cn } from "./cn";

/** `isBare` inside a button, where a frame would be a box in a box. */
export function KeyCap(props: { keys: string; isBare?: boolean; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "font-mono text-slug",
        props.isBare
          ? "opacity-70"
          : "rounded-[3px] border border-hair-2 px-1 text-[10.5px]/[15px] text-ink-2",
        props.className,
      )}
    >
      {props.keys}
    </span>
  );
}
