export type DiffPart = { kind: "same" | "removed" | "added"; text: string };

/** Words and single signs; the space between them is kept, so that the parts join to the whole text. */
const PIECE = /[\p{L}\p{M}\p{N}_@-]+|\s+|[^\p{L}\p{M}\p{N}_@\s-]/gu;
/** Cells of the table. Two texts with a larger one have a middle that is shown as replaced whole. */
const TABLE_MAX = 4_000_000;

/** What became of a text, word by word. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const a = before.match(PIECE) ?? [];
  const b = after.match(PIECE) ?? [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const limit = Math.min(a.length, b.length) - head;
  while (tail < limit && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return joined([
    ...sameParts(a.slice(0, head)),
    ...middle,
    ...sameParts(a.slice(a.length - tail)),
  ]);
}

const sameParts = (pieces: readonly string[]): DiffPart[] =>
  pieces.map((text) => ({ kind: "same", text }));

/** Along the longest common subsequence. */
function diffMiddle(a: readonly string[], b: readonly string[]): DiffPart[] {
  const width = b.length + 1;
  if ((a.length + 1) * width > TABLE_MAX) {
    return [
      { kind: "removed", text: a.join("") },
      { kind: "added", text: b.join("") },
    ];
  }
  const common = commonLengths(a, b);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  const parts: DiffPart[] = [];
  let [row, column] = [0, 0];
  while (row < a.length || column < b.length) {
    const [left, right] = [a[row], b[column]];
    if (left !== undefined && left === right) {
      parts.push({ kind: "same", text: left });
      row += 1;
      column += 1;
    } else if (left !== undefined && at(row + 1, column) >= at(row, column + 1)) {
      parts.push({ kind: "removed", text: left });
      row += 1;
    } else {
      parts.push({ kind: "added", text: right ?? "" });
      column += 1;
    }
  }
  return parts;
}

/** Of what is left of both texts after `row` and `column`. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      const index = row * width + column;
      lengths[index] =
        a[row] === b[column]
          ? (lengths[index + width + 1] ?? 0) + 1
          : Math.max(lengths[index + width] ?? 0, lengths[index + 1] ?? 0);
    }
  }
  return lengths;
}

const isSpace = (text: string) => text.trim() === "";

/** Neighbours of a kind become one; a space between two changes is part of both, not a word that stayed. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const runs: DiffPart[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    if (removed) runs.push({ kind: "removed", text: removed });
    if (added) runs.push({ kind: "added", text: added });
    removed = "";
    added = "";
  };
  parts.forEach(({ kind, text }, index) => {
    const isBetween = isSpace(text) && removed !== "" && added !== "" && isChange(parts[index + 1]);
    if (kind === "same" && !isBetween) {
      flush();
      const last = runs.at(-1);
      if (last?.kind === "same") last.text += text;
      else runs.push({ kind, text });
      return;
    }
    if (kind !== "added") removed += text;
    if (kind !== "removed") added += text;
  });
  flush();
  return runs;
}

const isChange = (part: DiffPart | undefined) => part !== undefined && part.kind !== "same";

/** Words, without spaces and signs. */
export const countWords = (parts: readonly DiffPart[], kind: DiffPart["kind"]): number =>
  parts
    .filter((part) => part.kind === kind)
    .reduce((count, { text }) => count + (text.match(/[\p{L}\p{N}_@-]+/gu) ?? []).length, 0);
