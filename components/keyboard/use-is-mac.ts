import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};

/** Only in the browser. iPads with a keyboard have a ⌘ too. */
export const isMacNow = () => /mac|iphone|ipad/i.test(navigator.platform);

/** False in the first paint: the server does not know. */
export const useIsMac = () => useSyncExternalStore(neverChanges, isMacNow, () => false);
