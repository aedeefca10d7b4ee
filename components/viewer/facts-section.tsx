import type { ReactNode } from "react";

type FactsSectionProps = { title?: string; aside?: ReactNode; children: ReactNode };

/** One part of the facts, ruled off from the next. */
export function FactsSection({ title, aside, children }: FactsSectionProps) {
  return (
    <section className="border-hair border-b px-4 py-[13px] last:border-b-0">
      {title ? (
        <div className="mb-1.5 flex min-h-6 items-center justify-between gap-2">
          <h3 className="font-[560] text-[12px]/[18px]">{title}</h3>
          {aside}
        </div>
      ) : null}
      {children}
    </section>
  );
}
