/** Readings that are worked out; of those beyond only the number is. */
export const READINGS_MAX = 50;

/** All readings of a stretch of text; `texts` are the first of them, at most `READINGS_MAX`. */
export type Expansions = { texts: string[]; count: number };

const expansionsOf = (text: string): Expansions => ({ texts: [text], count: 1 });

/** How many there are, however many: beyond this a number is no longer exact. */
export const multiply = (a: number, b: number) => Math.min(a * b, Number.MAX_SAFE_INTEGER);

function join(head: Expansions, tail: Expansions): Expansions {
  const texts: string[] = [];
  for (const before of head.texts) {
    for (const after of tail.texts) {
      if (texts.length < READINGS_MAX) texts.push(before + after);
    }
  }
  return { texts, count: multiply(head.count, tail.count) };
}

/** A brace that is open: where it stands, and what its bars have parted so far. */
type Brace = { at: number; branches: Expansions[] };

const openBrace = (at: number): Brace => ({ at, branches: [expansionsOf("")] });

function append({ branches }: Brace, added: Expansions): void {
  branches.push(join(branches.pop() ?? expansionsOf(""), added));
}

const choiceOf = ({ branches }: Brace): Expansions => ({
  texts: branches.flatMap(({ texts }) => texts.map((text) => text.trim())).slice(0, READINGS_MAX),
  count: Math.min(
    branches.reduce((sum, { count }) => sum + count, 0),
    Number.MAX_SAFE_INTEGER,
  ),
});

const BAR = expansionsOf("|");

const isChoice = ({ branches }: Brace) => branches.length > 1;

const closed = (brace: Brace) =>
  isChoice(brace) ? choiceOf(brace) : join(literalOf(brace), expansionsOf("}"));

/** With its bars as they were typed. */
const barred = ({ branches }: Brace): Expansions =>
  branches.reduce((before, branch) => join(join(before, BAR), branch));

const literalOf = (brace: Brace): Expansions => join(expansionsOf("{"), barred(brace));

/** Where it begins, and behind its last character. */
export type Range = readonly [number, number];

/** An escape, a whole variable, whose bars part nothing, or a mark. */
const MARK = /\\[@{}|[\]/]|\[\[[^[\]\n]{1,60}\]\]|[{|}]/g;

/** Every reading of `{a|b}`, nested ones too. Braces without a bar or without an end stay as they are. */
export function readAlternatives(text: string): Expansions & { choices: Range[] } {
  const whole = openBrace(0);
  const open = [whole];
  const choices: Range[] = [];
  let end = 0;
  for (const { index, 0: mark } of text.matchAll(MARK)) {
    const brace = open.at(-1) ?? whole;
    const outer = open.at(-2);
    append(brace, expansionsOf(text.slice(end, index)));
    end = index + mark.length;
    if (mark === "{") open.push(openBrace(index));
    else if (mark === "|" && outer) brace.branches.push(expansionsOf(""));
    else if (mark === "}" && outer) {
      append(outer, closed(brace));
      open.pop();
      choices.push(...(isChoice(brace) ? [[brace.at, end] as const] : []));
    } else append(brace, expansionsOf(mark));
  }
  append(open.at(-1) ?? whole, expansionsOf(text.slice(end)));
  return { ...open.slice(1).map(literalOf).reduce(join, barred(whole)), choices };
}
