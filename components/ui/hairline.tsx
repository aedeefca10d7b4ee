import { cn } from "./cn";

export function Hairline(props: { isVertical?: boolean; className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        "flex-none bg-hair",
        props.isVertical ? "w-px self-stretch" : "h-px",
        props.className,
      )}
    />
  );
}
