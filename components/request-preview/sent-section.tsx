import { type ReactNode, useId } from "react";

type SentSectionProps = { title: string; aside?: ReactNode; children: ReactNode };

export function SentSection({ title, aside, children }: SentSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-hair px-4 py-3 [section+&]:border-t">
      <div className="mb-1 flex items-center justify-between">
        <h3 id={id} className="text-ink-3 text-label">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
