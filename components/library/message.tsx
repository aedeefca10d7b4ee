import type { ReactNode } from "react";

/** In the middle of what is empty. */
export const Message = ({ text, children }: { text: string; children?: ReactNode }) => (
  <div role="status" className="m-auto flex flex-col items-center gap-4 p-6 text-center">
    <p className="max-w-[44ch] text-ink-2">{text}</p>
    <div className="flex flex-wrap justify-center gap-2">{children}</div>
  </div>
);
