import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import type { StepState } from "@/lib/first-steps/schema";

type Look = { icon: LucideIcon; tone: string };

const LOOKS: Record<Exclude<StepState, "running">, Look> = {
  open: { icon: CircleDashed, tone: "text-ink-3" },
  done: { icon: CircleCheck, tone: "text-green" },
  low: { icon: TriangleAlert, tone: "text-amber" },
  failed: { icon: CircleAlert, tone: "text-red" },
};

type StepRowProps = {
  state: StepState;
  /** In place of the state's own, for what is no step. */
  icon?: LucideIcon;
  title: string;
  text: string;
  /** What it took, or is about to take. */
  time?: string | undefined;
  /** What can be done about it. */
  children?: ReactNode;
};

/** One thing that is looked at: how it stands for the eye, and in words for the ear. */
export function StepRow({ state, icon, title, text, time, children }: StepRowProps) {
  const t = useTranslations("steps.state");
  return (
    <li className="flex gap-3 border-hair border-t py-4 last:border-b">
      <StateIcon state={state} icon={icon} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-4">
          <h2 className="flex-1 font-strong text-[14px]/[20px]">
            {title}
            {icon ? null : <span className="sr-only">, {t(state)}</span>}
          </h2>
          {time ? <span className="font-mono text-ink-3 text-small">{time}</span> : null}
        </div>
        <p role="status" className="break-words text-ink-2">
          {text}
        </p>
        {children ? <div className="mt-2.5 flex flex-wrap gap-2">{children}</div> : null}
      </div>
    </li>
  );
}

function StateIcon({ state, icon }: { state: StepState; icon: LucideIcon | undefined }) {
  if (state === "running") return <Spinner className="size-5 flex-none text-blue" />;
  const { icon: Icon, tone } = icon ? { icon, tone: "text-ink-3" } : LOOKS[state];
  return <Icon aria-hidden="true" className={cn("size-5 flex-none", tone)} />;
}
