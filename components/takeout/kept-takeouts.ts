/** A download that goes on after its dialog was closed. */
export type KeptTakeout = { id: string; isDocument: boolean };

// Outside React's tree: it is in sight on every page until it is over.
let kept: readonly KeptTakeout[] = [];
const listeners = new Set<() => void>();

function put(next: readonly KeptTakeout[]): void {
  kept = next;
  for (const listener of listeners) listener();
}

export const listKeptTakeouts = () => kept;
export function subscribeKeptTakeouts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const keepTakeout = (takeout: KeptTakeout): void =>
  put([...kept.filter(({ id }) => id !== takeout.id), takeout]);

export const dropTakeout = (id: string): void => put(kept.filter((each) => each.id !== id));
