import { type FocusEvent, useEffect, useRef } from "react";

/** When a button with the focus goes away, as its state does, `id` takes the focus over. */
export function useKeptFocus(id: string) {
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) {
      document.getElementById(id)?.focus({ preventScroll: true });
    }
  });
  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: ({ target }: FocusEvent<HTMLElement>) => {
      // Who clicks elsewhere has left; what was taken out of the page has not.
      isInside.current = !target.isConnected;
    },
  };
}
