export type Dice = ReturnType<typeof createDice>;

/** The same throws for the same seed (mulberry32). */
export function createDice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** A whole number, both bounds included. */
    between: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    isBelow: (chance: number) => next() < chance,
    /** @throws when there is nothing to pick from */
    pick<T>(from: readonly T[]): T {
      const picked = from[Math.floor(next() * from.length)];
      if (picked === undefined) throw new Error("Nothing to pick from");
      return picked;
    },
  };
}
