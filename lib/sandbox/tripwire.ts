/** Somebody came where nobody may be led to. */
export type Hit = {
  /** Which wire, such as `127.0.0.1:40123`. */
  listener: string;
  method: string;
  path: string;
  headers: Readonly<Record<string, unknown>>;
};

/** Remembers who came to the listeners on loopback that a fault led to. */
export function createTripwire(now: () => number) {
  const hits: (Hit & { at: string })[] = [];
  return {
    hits: hits as readonly (Hit & { at: string })[],
    hit(hit: Hit) {
      hits.push({ ...hit, at: new Date(now()).toISOString() });
    },
    reset() {
      hits.length = 0;
    },
  };
}
