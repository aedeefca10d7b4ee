import type { ComposerState } from "@/components/composer/composer-state";
import { removeTokens, tokenRanges } from "@/lib/generation/policy/prompt";

type Written = Pick<ComposerState, "prompt" | "variables">;

/** The words `names` that were taken out of `before` stand in the text again; what was typed since stays. */
export function wordsPutBack<S extends Written>(now: S, before: Written, names: readonly string[]) {
  const putBack = (text: string, whole: string) => merged(text, whole, names);
  const values = Object.entries(now.variables).map(([name, value]) => [
    name,
    putBack(value, before.variables[name] ?? value),
  ]);
  return {
    ...now,
    prompt: putBack(now.prompt, before.prompt),
    variables: Object.fromEntries(values),
  };
}

/** `now` is `whole` without the words and with one change; that change is made to the whole. */
function merged(now: string, whole: string, names: readonly string[]): string {
  const ranges = tokenRanges(whole, names);
  const { from, to, insert } = changeBetween(removeTokens(whole, names), now);
  const placeIn = (place: number, isBehind: boolean) =>
    ranges.reduce(
      (at, [begin, end]) => (begin < at || (isBehind && begin === at) ? at + (end - begin) : at),
      place,
    );
  const isAdded = from === to;
  // The space that a word was taken with stays before it; at the start of a line it had none.
  const start = placeIn(from, !isAdded);
  const gap = isAdded && /\S$/.test(insert) && whole[start] === "@" ? " " : "";
  return whole.slice(0, start) + insert + gap + whole.slice(isAdded ? start : placeIn(to, false));
}

function changeBetween(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
