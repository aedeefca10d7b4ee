const LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю";

/** What would have been typed in the other layout: `ntvf` is `тема`. */
function inOtherLayout(text: string): string {
  const swap = (letter: string, from: string, to: string) => to[from.indexOf(letter)] ?? letter;
  return [...text]
    .map((letter) =>
      CYRILLIC_KEYS.includes(letter)
        ? swap(letter, CYRILLIC_KEYS, LATIN_KEYS)
        : swap(letter, LATIN_KEYS, CYRILLIC_KEYS),
    )
    .join("");
}

const plain = (text: string) => text.toLowerCase().replaceAll("ё", "е");

/** Letters of the word in that order, all within as few letters of the text as this share allows. */
const DENSITY_MIN = 0.4;
const FUZZY_FROM = 3;

function densityOf(word: string, text: string): number {
  let best = 0;
  for (let start = text.indexOf(word.charAt(0)); start !== -1; ) {
    let at = start;
    for (const letter of word.slice(1)) {
      at = at === -1 ? -1 : text.indexOf(letter, at + 1);
    }
    if (at !== -1) best = Math.max(best, word.length / (at - start + 1));
    start = text.indexOf(word.charAt(0), start + 1);
  }
  return best;
}

const isWordStart = (text: string, at: number) =>
  at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? "");

function scoreOfWord(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at !== -1) return (isWordStart(text, at) ? 3 : 2) - at / 1000;
  if (word.length < FUZZY_FROM) return 0;
  const density = densityOf(word, text);
  return density < DENSITY_MIN ? 0 : density;
}

/** 0 unless every word is found. */
function scoreOfText(query: string, text: string): number {
  const scores = query.split(/\s+/).map((word) => scoreOfWord(word, plain(text)));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

/** How well the query fits one of the texts; 0 when not at all. */
function scoreOf(query: string, texts: readonly string[]): number {
  const typed = texts.map((text) => scoreOfText(query, text));
  const meant = texts.map((text) => scoreOfText(inOtherLayout(query), text) / 2);
  return Math.max(0, ...typed, ...meant);
}

/** The best first; those that fit as well stay in their order. */
export function findBy<T>(
  entries: readonly T[],
  query: string,
  textsOf: (entry: T) => readonly string[],
): T[] {
  const wanted = plain(query.trim());
  return entries
    .map((entry) => ({ entry, score: scoreOf(wanted, textsOf(entry)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}
