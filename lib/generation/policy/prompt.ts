import {
  multiply,
  type Range,
  READINGS_MAX,
  readAlternatives,
} from "@/lib/generation/policy/alternatives";
import { fill } from "@/lib/generation/policy/fill";
import type { ReferenceRole, Variables, Verb } from "@/lib/generation/schema/inputs";

/** Of one press; each becomes a generation. */
export const EXPANSIONS_MAX = READINGS_MAX;

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
  /** How many combinations there are. Beyond `EXPANSIONS_MAX` it may be more than there are. */
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

/** Letters with their marks, digits, `_` and `-`. */
const NAME = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*`;
const NAME_LENGTH_MAX = 40;
/** An @ that begins a word; `\@` is an @ as it is, and the one of a mail address begins nothing. */
export const TOKEN = new RegExp(String.raw`@(?<![\p{L}\p{M}\p{N}_\\@-]@)(${NAME})`, "gu");
export const NOTE = /^[^\S\n]*\/\/(.*)(?:\n|$)/gm;
const VARIABLE = /(?<!\\)\[\[([^[\]\n]{1,60})\]\]/g;
const ESCAPED = /\\([@{}|[\]/])/g;

/** Names are compared so: in the text they may be typed in any case, and composed in any way. */
export const keyOf = (name: string) => name.normalize("NFC").toLowerCase();

/** A name for a tray in which `taken` are in use: letters, digits, `_` and `-`, made from a file's name. */
export function toReferenceName(fileName: string, taken: readonly string[]): string {
  const stem = fileName.replace(/\.[a-z0-9]{1,5}$/i, "").normalize("NFC");
  const clean = stem.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
  const base =
    [...clean]
      .slice(0, NAME_LENGTH_MAX)
      .join("")
      .replace(/[_-]+$/, "") || "image";
  const keys = new Set(taken.map(keyOf));
  if (!keys.has(keyOf(base))) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base}-${number}`;
    if (!keys.has(keyOf(name))) return name;
  }
}

/** The text with every `@from` naming `to` instead. */
export const renameToken = (prompt: string, from: string, to: string): string =>
  prompt.replace(TOKEN, (token, name: string) => (keyOf(name) === keyOf(from) ? `@${to}` : token));

/** Where the words `@name` stand, each with the space before it. Notes have none. */
export function tokenRanges(prompt: string, names: readonly string[]): Range[] {
  const keys = new Set(names.map(keyOf));
  return findMarks(prompt)
    .filter(({ kind, name }) => kind === "token" && keys.has(keyOf(name)))
    .map(({ from, to }) => [from - (/(?<=\S)[^\S\n]$/.test(prompt.slice(0, from)) ? 1 : 0), to]);
}

/** The text without the words `@name`, each with the space before it. Notes stay as they are. */
export function removeTokens(prompt: string, names: readonly string[]): string {
  let rest = "";
  let end = 0;
  for (const [from, to] of tokenRanges(prompt, names)) {
    rest += prompt.slice(end, from);
    end = to;
  }
  return rest + prompt.slice(end);
}

/** The text with the words `@name` at its end, never inside a note. */
export function addTokens(prompt: string, names: readonly string[]): string {
  const text = prompt.trimEnd();
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  const gap = /^\s*\/\//.test(lastLine) ? "\n" : " ";
  const words = names.map((name) => `@${name}`).join(" ");
  return text === "" ? words : `${text}${gap}${words}`;
}

/** A stretch of the text that means something; `to` is behind its last character. */
export type PromptMark = {
  kind: "note" | "token" | "variable" | "alternatives";
  from: number;
  to: number;
  /** Of a token or a variable; otherwise empty. */
  name: string;
};

/** Everything in the text as typed that is more than words, by where it begins. */
export function findMarks(prompt: string): PromptMark[] {
  const marks: PromptMark[] = [];
  const add = (kind: PromptMark["kind"], [from, to]: Range, name = "") =>
    marks.push({ kind, from, to, name });
  // As long as before, so that places stay where they are.
  const prose = prompt.replace(NOTE, (note, _, from: number) => {
    add("note", [from, from + note.trimEnd().length]);
    return " ".repeat(note.length);
  });
  for (const { index, 0: token, 1: name } of prose.matchAll(TOKEN)) {
    add("token", [index, index + token.length], name);
  }
  for (const { index, 0: variable, 1: name } of prose.matchAll(VARIABLE)) {
    add("variable", [index, index + variable.length], name?.trim());
  }
  for (const choice of readAlternatives(prose).choices) add("alternatives", choice);
  return marks.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Without notes. */
export const proseOf = (prompt: string) => prompt.replace(NOTE, "").trim();

/** What the gateway gets of what was typed. Pure: the screen, the service and the tests use this one. */
export function compilePrompt({
  prompt,
  variables,
  references,
  verb,
}: PromptInput): CompiledPrompt {
  const notes = [...prompt.matchAll(NOTE)].map(([, note]) => note?.trim() ?? "");
  const prose = proseOf(prompt);
  const values = valuesOf(prose, variables);
  const { texts, count } = expand(prose, values);
  const names = new Map(
    texts.flatMap((text) => [...text.matchAll(TOKEN)].map(([, name = ""]) => [keyOf(name), name])),
  );
  const sent = references.filter(({ isEnabled }) => isEnabled);
  const known = new Set(sent.map(({ name }) => keyOf(name)));
  return {
    texts: texts.map((text) => withInstruction(verb, phraseTokens(text, sent))),
    expansionCount: count,
    notes,
    missing: [...names].flatMap(([key, name]) => (known.has(key) ? [] : [name])),
    unmentioned: references.flatMap(({ name, isEnabled }, index) =>
      isEnabled && !names.has(keyOf(name)) ? [index + 1] : [],
    ),
    variableNames: [...values.keys()],
    emptyVariables: [...values].flatMap(([name, list]) => (list.length === 0 ? [name] : [])),
  };
}

type Values = ReadonlyMap<string, readonly string[]>;

export function valuesOf(prose: string, variables: Variables): Values {
  const typed = new Map(Object.entries(variables));
  const names = [...prose.matchAll(VARIABLE)].map(([, name = ""]) => name.trim());
  return new Map(
    names.filter(Boolean).map((name) => {
      const parts = (typed.get(name) ?? "").split(/[|\n]/).map((value) => value.trim());
      return [name, parts.filter(Boolean)];
    }),
  );
}

/** Alternatives first: a variable counts only where it is left in the text. */
export function expand(prose: string, values: Values): { texts: string[]; count: number } {
  const { texts: drafts, count } = readAlternatives(prose);
  const texts: string[] = [];
  let filledCount = 0;
  for (const draft of drafts) filledCount += fillVariables(draft, values, texts);
  return {
    texts,
    count:
      count > drafts.length
        ? [...values.values()].reduce((product, list) => multiply(product, list.length || 1), count)
        : filledCount,
  };
}

/** Adds to `texts` while there is room, and answers with how many there are. The last variable changes first. */
function fillVariables(draft: string, values: Values, texts: string[]): number {
  const names = new Set([...draft.matchAll(VARIABLE)].map(([, each = ""]) => each.trim()));
  const lists = [...names].map((name) => [name, values.get(name) ?? []] as const).reverse();
  const count = lists.reduce((product, [, { length }]) => multiply(product, length || 1), 1);
  for (let number = 0; number < count && texts.length < EXPANSIONS_MAX; number += 1) {
    let rest = number;
    const chosen = new Map<string, string | undefined>();
    for (const [name, list] of lists) {
      chosen.set(name, list[rest % list.length]);
      rest = Math.floor(rest / (list.length || 1));
    }
    texts.push(fill(draft, VARIABLE, (name) => chosen.get(name.trim())).trim());
  }
  return count;
}

/** What stands in the text as sent for a picture; `number` is its place among those that are sent. */
export function imagePhrase(
  { name, role }: Pick<PromptReference, "name" | "role">,
  number: number,
): string {
  return `image ${number} (${role ? `${role}: ${name}` : name})`;
}

/** `@bottle` becomes `image 3 (product: bottle)`: the number is the picture's place among those that are sent. */
function phraseTokens(text: string, sent: readonly PromptReference[]): string {
  const phrases = new Map(
    sent.map((reference, index) => [keyOf(reference.name), imagePhrase(reference, index + 1)]),
  );
  const phrased = fill(text, TOKEN, (name) => phrases.get(keyOf(name)));
  return phrased.replace(ESCAPED, "$1");
}

/** What each verb adds for the model. English: the model follows it best, whatever the prompt's language. */
const INSTRUCTIONS: Record<Verb, string | null> = {
  fresh: null,
  continue: "Start from image 1 and change it as follows.",
  region:
    "Edit image 1. Image 2 is the same picture with marks that only show where. Change nothing else, and do not draw the marks.",
  finish:
    "Reproduce image 1 exactly at higher resolution: same composition, subjects, light and colours, with finer detail. Image 1 was made with the text below: all of it is done already, change nothing more.",
  rebase: "Begin with image 1 and make all of these changes in one go.",
};

function withInstruction(verb: Verb, text: string): string {
  const instruction = INSTRUCTIONS[verb];
  return instruction ? `${instruction}\n\n${text}` : text;
}
