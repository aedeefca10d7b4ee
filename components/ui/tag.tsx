import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** A word that lies on a picture. */
export function Tag(props: { icon?: LucideIcon; children: ReactNode; className?: string }) {
  const { icon: Icon, children, className } = props;
  return (
    <span
      className={cn(
        "inline-flex h-[18px] items-center gap-1 rounded-[3px] bg-tag px-[5px] font-medium font-mono text-[10.5px]/[18px] text-on-tag",
        className,
      )}
    >
      {Icon ? <Icon className="size-[11px] stroke-2" /> : null}
      {children}
    </span>
  );
}
