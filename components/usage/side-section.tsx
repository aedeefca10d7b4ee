import type { ReactNode } from "react";

type SideSectionProps = {
  id?: string;
  title: string;
  /** Lies at the end of the head. */
  aside?: string | undefined;
  children: ReactNode;
};

/** One of those beside the figures, each parted from the next by a hairline. */
export const SideSection = ({ id, title, aside, children }: SideSectionProps) => (
  <section
    id={id}
    aria-label={title}
    className="scroll-mt-4 border-hair border-b px-4 py-4 last:border-b-0 max-laptop:px-6 max-tablet:px-4"
  >
    <div className="mb-2 flex items-baseline justify-between gap-3">
      <h2 className="font-strong">{title}</h2>
      {aside ? <p className="text-ink-2 text-small">{aside}</p> : null}
    </div>
    {children}
  </section>
);
