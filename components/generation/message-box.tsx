import type { ReactNode } from "react";
import { useTransition } from "react";
import type { Look } from "@/components/generation/failure-look";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type MessageBoxProps = {
  look: Look;
  title: string;
  text: ReactNode;
  /** What it asks for first. */
  action?: { label: string; press: () => void | Promise<void> };
  /** Buttons beside it. */
  children?: ReactNode;
  /** Out of the tab order inside a feed, which is one stop. */
  isInFeed: boolean;
};

/** One icon, one sentence, what can be done; lies over the button that the whole cell is. */
export function MessageBox({ look, title, text, action, isInFeed, children }: MessageBoxProps) {
  const [isPending, startTransition] = useTransition();
  const { icon: Icon, tone } = look;
  return (
    <div className="pointer-events-none absolute inset-0 flex flex-col items-start overflow-y-auto px-3 py-[11px]">
      <Icon className={cn("mb-auto size-5 max-tablet:size-6", tone)} />
      <p className="mt-1 mb-0.5 font-medium">{title}</p>
      <p className="text-[12px]/[16px] text-ink-2">{text}</p>
      <div className="mt-2.5 flex flex-none flex-wrap gap-1.5 empty:hidden">
        {action ? (
          <Button
            size={26}
            className="pointer-events-auto max-tablet:min-h-11 max-tablet:px-3"
            isLoading={isPending}
            onClick={() => startTransition(async () => action.press())}
            {...(isInFeed && { tabIndex: -1, "data-stop": "" })}
          >
            {action.label}
          </Button>
        ) : null}
        {children}
      </div>
    </div>
  );
}
