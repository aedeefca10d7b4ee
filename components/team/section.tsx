import type { ReactNode } from "react";

/** Rows under a head, each parted by a hairline. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-10 first:mt-0">
      <h2 className="mb-2 font-strong text-small">{title}</h2>
      {children}
    </section>
  );
}
