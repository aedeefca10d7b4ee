import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";

type NoticeProps = {
  title: string;
  text: string;
  /** A fact for the log. */
  code?: string;
  /** The one thing to do next. */
  children: ReactNode;
};

/** A primary button of 40 px, all of it: what a `Button` brings along would be loaded with every page. */
export const NOTICE_BUTTON =
  "inline-flex h-10 shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control bg-paper px-4 font-[560] text-on-paper transition-[transform,background-color] duration-(--duration-tap) hover:bg-paper-hover active:scale-[.985] max-tablet:min-h-11";

/** A whole page that has one sentence to say. */
export function Notice({ title, text, code, children }: NoticeProps) {
  return (
    <main className="flex min-h-dvh flex-col justify-center bg-bench px-18 max-tablet:px-4">
      <Mark className="mb-8 text-ink" />
      <h1 className="text-[28px]/[34px] font-medium tracking-[-.022em]">{title}</h1>
      <p className="mt-2 max-w-[56ch] text-[14px] text-ink-2">{text}</p>
      {code ? <p className="mt-2 font-mono text-ink-3 text-slug">{code}</p> : null}
      <div className="mt-8 flex flex-wrap items-center gap-4">{children}</div>
    </main>
  );
}
