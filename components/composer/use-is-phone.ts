import { useSyncExternalStore } from "react";

/** Where the composer is a strip that opens a sheet; `max-[480px]` in class names. */
const PHONE = "(width < 480px)";

const subscribe = (listener: () => void) => {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

export const useIsPhone = () =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => false,
  );
