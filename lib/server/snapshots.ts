import "server-only";

import { createHash } from "node:crypto";

const MAX_AGE_MS = 250;
const ENTRIES_MAX = 5_000;

type Snapshot = { json: string; etag: string };

/** Many tabs ask for the same thing: one database read, one text and one hash per key and quarter second. */
export function createSnapshots(now: () => number = Date.now) {
  const entries = new Map<string, { snapshot: Promise<Snapshot>; freshUntil: number }>();

  return (key: string, read: () => Promise<unknown>): Promise<Snapshot> => {
    const known = entries.get(key);
    if (known && known.freshUntil > now()) return known.snapshot;
    const snapshot = read().then(take);
    entries.delete(key);
    entries.set(key, { snapshot, freshUntil: now() + MAX_AGE_MS });
    snapshot.catch(() => entries.delete(key));
    const [oldest] = entries.keys();
    if (entries.size > ENTRIES_MAX && oldest) entries.delete(oldest);
    return snapshot;
  };
}

function take(value: unknown): Snapshot {
  const json = JSON.stringify(value);
  return { json, etag: `"${createHash("sha1").update(json).digest("base64url")}"` };
}
