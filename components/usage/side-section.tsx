import type { ReactNode, Ref } from "react";

type SideSectionProps = {
  id?: string;
  title: string;
  /** Lies at the end of the head. */
  aside?: string | undefined;
  headRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
};

/** One of those beside the figures, each parted from the next by a hairline. */
export const SideSection = ({ id, title, aside, headRef, children }: SideSectionProps) => (
  <section
    id={id}
    aria-label={title}
    className="scroll-mt-4 border-hair border-b px-4 py-4 last:border-b-0 max-laptop:px-6 max-tablet:px-4"
  >
    <div className="mb-2 flex items-baseline justify-between gap-3">
      <h2 ref={headRef} tabIndex={-1} className="font-strong outline-none">
        {title}
      </h2>
      {aside ? <p className="text-ink-2 text-small">{aside}</p> : null}
    </div>
    {children}
  </section>
);
