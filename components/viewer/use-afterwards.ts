import { useRef } from "react";

/** For what fills the composer: it waits until a dialog is gone, which keeps the focus as long as it is there. */
export function useAfterwards(close: () => void) {
  const afterwards = useRef<(() => void) | null>(null);
  return {
    leaveFor: (run: () => void) => {
      afterwards.current = run;
      close();
    },
    /** Answers true when something was waiting. */
    onClosed: () => {
      afterwards.current?.();
      return afterwards.current !== null;
    },
  };
}
