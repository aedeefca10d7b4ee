import type { MadeBeforeRequest } from "@/lib/library/schema/made-before";

/** A text that the team has sent, or a use of a reference; both may be the same text. */
export type Precedent = {
  /** The same for texts that look the same. */
  promptHash: string;
  generationId: string;
  text: string;
  /** Of the references that were asked for, and of all that were sent with it. */
  sharedCount: number;
  referenceCount: number;
};

const WORDS_MAX = 8;
const WORD_LENGTH_MIN = 3;
/** Fewer words than this have to be there all; of more, two that stand together are enough. */
const PAIRED_FROM = 4;

const wordsOf = (text: string): string[] =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Endings change with the case and the number; what is left begins every form of most words. */
const stemOf = (word: string) =>
  word.slice(0, Math.max(WORD_LENGTH_MIN, word.length - (word.length > 5 ? 2 : 1)));

/**
 * Which parts of words a text has to hold to be worth a comparison: all of any one group. The longest words are the
 * rarest; in pairs they are rare enough for an index. One word alone says too little.
 */
export function partGroups(prompt: string): string[][] {
  const words = [...new Set(wordsOf(prompt).filter((word) => word.length >= WORD_LENGTH_MIN))];
  const chosen = new Set(words.toSorted((a, b) => b.length - a.length).slice(0, WORDS_MAX));
  const stems = [...new Set(words.filter((word) => chosen.has(word)).map(stemOf))];
  if (stems.length < 2) return [];
  if (stems.length < PAIRED_FROM) return [stems];
  const pairs = Array.from({ length: Math.floor(stems.length / 2) }, (_, index) =>
    stems.slice(index * 2, index * 2 + 2),
  );
  // The odd one makes its pair a group of three.
  if (stems.length % 2 === 1) pairs.at(-1)?.push(...stems.slice(-1));
  return pairs;
}

/** Every three letters in a row of every word; a shorter word is one by itself. */
const gramsOf = (text: string): Set<string> =>
  new Set(
    wordsOf(text).flatMap((word) =>
      word.length < 3
        ? [word]
        : Array.from({ length: word.length - 2 }, (_, at) => word.slice(at, at + 3)),
    ),
  );

/**
 * 0–1. Half of it is how much of what is typed the other text has, so that the beginning of a long one is enough; half,
 * how much the two have in common, so that a text that says everything is not like each other.
 */
function likenessOf(typed: ReadonlySet<string>, text: string): number {
  const other = gramsOf(text);
  if (typed.size === 0 || other.size === 0) return 0;
  const shared = typed.intersection(other).size;
  return (shared / typed.size + shared / typed.union(other).size) / 2;
}

const LIKENESS_MIN = 0.4;
/** Of all references of the two: half of them are the same. */
const SHARED_MIN = 0.5;

/** The likeliest first, each text once; the newer one of two that are as likely. */
export function rankPrecedents(
  { prompt, referenceImageIds }: MadeBeforeRequest,
  precedents: readonly Precedent[],
): Precedent[] {
  const typed = gramsOf(prompt);
  const best = new Map<string, { precedent: Precedent; score: number }>();
  for (const precedent of precedents) {
    const { sharedCount, referenceCount, promptHash, text } = precedent;
    const all = referenceImageIds.length + referenceCount - sharedCount;
    const shared = all > 0 ? sharedCount / all : 0;
    const likeness = likenessOf(typed, text);
    if (likeness < LIKENESS_MIN && shared < SHARED_MIN) continue;
    const score = likeness + shared;
    if (score > (best.get(promptHash)?.score ?? 0)) best.set(promptHash, { precedent, score });
  }
  return [...best.values()]
    .sort(
      (a, b) => b.score - a.score || (a.precedent.generationId < b.precedent.generationId ? 1 : -1),
    )
    .map(({ precedent }) => precedent);
}
