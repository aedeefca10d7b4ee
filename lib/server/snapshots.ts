import "server-only";

const MAX_AGE_MS = 250;
const ENTRIES_MAX = 5_000;

/** Many tabs ask for the same thing: one database read and one text per key and quarter second. */
export function createSnapshots(now: () => number = Date.now) {
  const entries = new Map<string, { text: Promise<string>; freshUntil: number }>();

  return (key: string, read: () => Promise<string>): Promise<string> => {
    const known = entries.get(key);
    if (known && known.freshUntil > now()) return known.text;
    const text = read();
    entries.delete(key);
    entries.set(key, { text, freshUntil: now() + MAX_AGE_MS });
    text.catch(() => entries.delete(key));
    const [oldest] = entries.keys();
    if (entries.size > ENTRIES_MAX && oldest) entries.delete(oldest);
    return text;
  };
}
