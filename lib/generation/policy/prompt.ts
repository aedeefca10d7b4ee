import type { ReferenceRole, Variables, Verb } from "@/lib/generation/schema/inputs";

/** Of one press; each becomes a generation. */
export const EXPANSIONS_MAX = 50;

export type PromptReference = { name: string; role: ReferenceRole | null; isEnabled: boolean };

export type PromptInput = {
  /** As typed. */
  prompt: string;
  variables: Variables;
  /** All of the tray, in slot order, also those that are switched off. */
  references: readonly PromptReference[];
  verb: Verb;
};

export type CompiledPrompt = {
  /** As sent, one for each combination of alternatives and values; at most `EXPANSIONS_MAX`. */
  texts: string[];
  /** How many combinations there are, also beyond `EXPANSIONS_MAX`. */
  expansionCount: number;
  /** What is kept and never sent, without its `//`. */
  notes: string[];
  /** Names after an @ that no reference has, or only one that is switched off. */
  missing: string[];
  /** Slots, from 1, that are sent and that no @ names. */
  unmentioned: number[];
  /** In order of appearance. */
  variableNames: string[];
  /** Variables without a value. */
  emptyVariables: string[];
};

/** A name that can stand after an @. */
const NAME = String.raw`[\p{L}\p{N}][\p{L}\p{N}_-]*`;
/** An @ that begins a word; `\@` is an @ as it is, and the one of a mail address begins nothing. */
export const TOKEN = new RegExp(String.raw`(?<![\p{L}\p{N}_\\.@-])@(${NAME})`, "gu");
export const NOTE = /^[^\S\n]*\/\/(.*)(?:\n|$)/gm;
const VARIABLE = /(?<!\\)\[\[\s*([^[\]\n]{1,60}?)\s*\]\]/gu;
const ALTERNATIVES = /(?<!\\)\{([^{}]*\|[^{}]*)\}/u;
const ESCAPED = /\\([@{}|[\]])/g;

/** A name for a tray in which `taken` are in use: letters, digits, `_` and `-`, made from a file's name. */
export function toReferenceName(fileName: string, taken: readonly string[]): string {
  const stem = fileName.replace(/\.[a-z0-9]{1,5}$/i, "").normalize("NFC");
  const clean = stem
    .replace(/[^\p{L}\p{N}_-]+/gu, "-")
    .replace(/^[_-]+|[_-]+$/g, "")
    .slice(0, 40);
  const base = clean || "image";
  const lower = new Set(taken.map((name) => name.toLowerCase()));
  if (!lower.has(base.toLowerCase())) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base}-${number}`;
    if (!lower.has(name.toLowerCase())) return name;
  }
}

/** The text with every `@from` naming `to` instead. */
export const renameToken = (prompt: string, from: string, to: string): string =>
  prompt.replace(TOKEN, (token, name: string) =>
    name.toLowerCase() === from.toLowerCase() ? `@${to}` : token,
  );

/** What the gateway gets of what was typed. Pure: the screen, the service and the tests use this one. */
export function compilePrompt({
  prompt,
  variables,
  references,
  verb,
}: PromptInput): CompiledPrompt {
  const notes = [...prompt.matchAll(NOTE)].map(([, note]) => note?.trim() ?? "");
  const body = prompt.replace(NOTE, "").trim();
  const { combinations, variableNames, emptyVariables } = combine(body, variables);
  const { texts, expansionCount } = expandAll(body, combinations);
  const names = new Set(
    texts.flatMap((text) => [...text.matchAll(TOKEN)].map(([, name]) => name?.toLowerCase() ?? "")),
  );
  const sent = references.filter(({ isEnabled }) => isEnabled);
  const known = new Set(sent.map(({ name }) => name.toLowerCase()));
  return {
    texts: texts.map((text) => withInstruction(verb, phraseTokens(text, sent))),
    expansionCount,
    notes,
    missing: missingNames(texts, known),
    unmentioned: references.flatMap(({ name, isEnabled }, index) =>
      isEnabled && !names.has(name.toLowerCase()) ? [index + 1] : [],
    ),
    variableNames,
    emptyVariables,
  };
}

function missingNames(texts: readonly string[], known: ReadonlySet<string>): string[] {
  const named = texts.flatMap((text) => [...text.matchAll(TOKEN)].map(([, name]) => name ?? ""));
  return [...new Set(named.filter((name) => !known.has(name.toLowerCase())))];
}

/** The values of every variable, in every combination. */
function combine(body: string, variables: Variables) {
  const variableNames = [...new Set([...body.matchAll(VARIABLE)].map(([, name]) => name ?? ""))];
  const valuesOf = (name: string) =>
    (variables[name] ?? "")
      .split(/[|\n]/)
      .map((value) => value.trim())
      .filter(Boolean);
  let combinations: Variables[] = [{}];
  for (const name of variableNames) {
    const values = valuesOf(name);
    if (values.length === 0) continue;
    combinations = combinations
      .flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value })))
      // Beyond what can be sent only the count matters, and that is counted apart.
      .slice(0, EXPANSIONS_MAX);
  }
  const emptyVariables = variableNames.filter((name) => valuesOf(name).length === 0);
  return { combinations, variableNames, emptyVariables };
}

function expandAll(body: string, combinations: readonly Variables[]) {
  const texts: string[] = [];
  let expansionCount = 0;
  for (const chosen of combinations) {
    const filled = body.replace(VARIABLE, (whole, name: string) => chosen[name] ?? whole);
    expansionCount += alternativeCount(filled);
    for (const text of expandAlternatives(filled)) {
      if (texts.length < EXPANSIONS_MAX) texts.push(text.replace(/[^\S\n]+$/gm, "").trim());
    }
  }
  return { texts, expansionCount };
}

function alternativeCount(text: string): number {
  const found = ALTERNATIVES.exec(text);
  if (!found) return 1;
  const rest = text.slice(found.index + found[0].length);
  return (found[1] ?? "").split("|").length * alternativeCount(rest);
}

function* expandAlternatives(text: string): Generator<string> {
  const found = ALTERNATIVES.exec(text);
  if (!found) {
    yield text;
    return;
  }
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  for (const alternative of (found[1] ?? "").split("|")) {
    for (const rest of expandAlternatives(after)) yield `${before}${alternative.trim()}${rest}`;
  }
}

/** `@bottle` becomes `image 3 (product: bottle)`: the number is the picture's place among those that are sent. */
function phraseTokens(text: string, sent: readonly PromptReference[]): string {
  const phrased = text.replace(TOKEN, (token, name: string) => {
    const index = sent.findIndex((each) => each.name.toLowerCase() === name.toLowerCase());
    const reference = sent[index];
    if (!reference) return token;
    const job = reference.role ? `${reference.role}: ${reference.name}` : reference.name;
    return `image ${index + 1} (${job})`;
  });
  return phrased.replace(ESCAPED, "$1");
}

/** What each verb adds for the model. English: the model follows it best, whatever the prompt's language. */
const INSTRUCTIONS: Record<Verb, string | null> = {
  fresh: null,
  continue: "Start from image 1 and change it as follows.",
  region:
    "Edit image 1. Image 2 is the same picture with marks that only show where. Change nothing else, and do not draw the marks.",
  finish:
    "Reproduce image 1 exactly at higher resolution: same composition, subjects, light and colours, with finer detail. The text below says what it shows.",
  rebase: "Begin with image 1 and make all of these changes in one go.",
};

function withInstruction(verb: Verb, text: string): string {
  const instruction = INSTRUCTIONS[verb];
  return instruction ? `${instruction}\n\n${text}` : text;
}
