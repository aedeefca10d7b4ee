import { type ReactNode, useDeferredValue } from "react";

/** Drawn in a step of its own, after what stands around it: what was asked for comes first. */
export function Deferred({ children }: { children: ReactNode }) {
  const isNext = useDeferredValue(true, false);
  return isNext ? children : null;
}
