import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};

/** False in the first paint: the server does not know. iPads with a keyboard have a ⌘ too. */
export const useIsMac = () =>
  useSyncExternalStore(
    neverChanges,
    () => /mac|iphone|ipad/i.test(navigator.platform),
    () => false,
  );
