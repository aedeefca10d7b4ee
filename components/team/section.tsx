import type { ReactNode, Ref } from "react";

type SectionProps = {
  title: string;
  /** Takes the focus when what had it is gone. */
  headRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
};

/** Rows under a head, each parted by a hairline. */
export function Section({ title, headRef, children }: SectionProps) {
  return (
    <section aria-label={title} className="mt-10 first:mt-0">
      <h2 ref={headRef} tabIndex={-1} className="mb-2 font-strong text-small outline-none">
        {title}
      </h2>
      {children}
    </section>
  );
}
