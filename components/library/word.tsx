import type { ReactNode } from "react";

/** On a narrow screen the icon says it. */
export const Word = ({ children }: { children: ReactNode }) => (
  <span className="max-tablet:sr-only">{children}</span>
);
