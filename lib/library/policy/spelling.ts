/** Letters that may be wrong in a word of that length; shorter words are too near to each other. */
const SHORT = 4;
const LONG = 7;
export const slipsOf = (word: string): number => {
  if (word.length < SHORT) return 0;
  return word.length < LONG ? 1 : 2;
};

/** Letters that are too many, missing, wrong or swapped with their neighbour. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const ways = [
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        ...(isSwapped ? [(before[column - 2] ?? 0) + 1] : []),
      ];
      next.push(Math.min(...ways));
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}

/** The word that was meant, or null when none is near enough. `known` is small letters. */
export function nearestWord(typed: string, known: readonly string[]): string | null {
  const word = typed.toLowerCase();
  let nearest: string | null = null;
  let best = slipsOf(word) + 1;
  for (const each of known) {
    if (Math.abs(each.length - word.length) >= best) continue;
    const slips = distance(word, each);
    if (slips < best) [nearest, best] = [each, slips];
  }
  return nearest;
}
