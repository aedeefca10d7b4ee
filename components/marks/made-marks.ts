import { useSyncExternalStore } from "react";
import type { Mark } from "@/lib/library/schema";

export type MarkedPicture = Mark & { imageId: string };

// Marks made on this page: ahead of the server, and of what was read before. Outside React's tree, so that the grid,
// which draws by hand, the viewer and the culling agree.
const made = new Map<string, Mark>();
const listeners = new Set<() => void>();
let version = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const markOf = ({ imageId, verdict, stars }: MarkedPicture): Mark =>
  made.get(imageId) ?? { verdict, stars };

export function putMarks(marks: readonly MarkedPicture[]): void {
  for (const { imageId, verdict, stars } of marks) made.set(imageId, { verdict, stars });
  version += 1;
  for (const listener of listeners) listener();
}

/** Draws again when a mark is made. */
export const useMadeMarks = (): number =>
  useSyncExternalStore(
    subscribe,
    () => version,
    () => 0,
  );
