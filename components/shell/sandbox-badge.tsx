import { FlaskConical } from "lucide-react";
import { Tooltip } from "@/components/ui/tooltip";

/** A button, because what explains it must be reachable without a mouse. */
export function SandboxBadge({ label, hint }: { label: string; hint: string }) {
  return (
    <Tooltip text={hint} side="bottom">
      <button
        type="button"
        className="relative inline-flex h-6 cursor-default items-center gap-[5px] whitespace-nowrap rounded-chip px-1.5 text-ink-2 text-label inset-ring inset-ring-hair-2 after:absolute max-tablet:after:-inset-y-2.5 max-tablet:after:inset-x-0"
      >
        <FlaskConical className="size-3" />
        {label}
      </button>
    </Tooltip>
  );
}
