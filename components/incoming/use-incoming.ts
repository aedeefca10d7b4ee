import { useSyncExternalStore } from "react";
import { type IncomingFile, listIncoming, subscribeIncoming } from "@/components/incoming/incoming";

const NONE: readonly IncomingFile[] = [];

/** Files that are on their way into the library, that came, and that did not. */
export const useIncoming = (): readonly IncomingFile[] =>
  useSyncExternalStore(subscribeIncoming, listIncoming, () => NONE);
