/** Of the tokens that are offered, in their order. `kit:` is understood and not offered yet. */
export const TOKEN_KEYS = [
  "by",
  "project",
  "status",
  "mark",
  "rating",
  "has",
  "tag",
  "collection",
  "colour",
  "since",
  "until",
  "ratio",
  "model",
] as const;
/** Understood and shown, and put there by a button. */
const GIVEN_KEYS = ["like"] as const;
export type TokenKey = (typeof TOKEN_KEYS)[number] | (typeof GIVEN_KEYS)[number];

/** A token that can stand by itself, such as `-by:"Lin Yao"`. */
export type WholeToken = { key: TokenKey; value: string; isNot: boolean };

export type Token = {
  /** As typed. */
  text: string;
  isNot: boolean;
  key: string | null;
  value: string;
  /** Where in the text it ends. */
  end: number;
};
/** One word, one `key:value`, or something in quotes; a minus before it turns it round. */
const TOKEN = /(-?)(?:([\p{L}]+):)?("[^"]*"?|\S*)/gu;

/** What somebody who writes Russian may call them. */
const ALIASES: Readonly<Record<string, TokenKey>> = {
  автор: "by",
  проект: "project",
  модель: "model",
  формат: "ratio",
  статус: "status",
  отметка: "mark",
  есть: "has",
  метка: "tag",
  подборка: "collection",
  цвет: "colour",
  color: "colour",
  похожие: "like",
  оценка: "rating",
  от: "since",
  до: "until",
};

const keyOf = (word: string): string => ALIASES[word.toLowerCase()] ?? word.toLowerCase();

export const unquoted = (value: string) => value.replace(/^"|"$/g, "").trim();

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].flatMap((match) => {
    const [whole, minus, key, value = ""] = match;
    if (whole === "") return [];
    const end = match.index + whole.length;
    return [{ text: whole, isNot: minus === "-", key: key ? keyOf(key) : null, value, end }];
  });
}

const quoted = (value: string) => (/\s|^"/.test(value) ? `"${value.replaceAll('"', "")}"` : value);

export const tokenText = ({ key, value, isNot }: WholeToken): string =>
  `${isNot ? "-" : ""}${key}:${quoted(value)}`;

const isTokenKey = (key: string | null): key is TokenKey =>
  ([...TOKEN_KEYS, ...GIVEN_KEYS] as readonly (string | null)[]).includes(key);

function wholeToken({ key, value, isNot }: Token): WholeToken | null {
  const isOpen = value.startsWith('"') && !/^".*"$/.test(value);
  return isTokenKey(key) && unquoted(value) && !isOpen
    ? { key, value: unquoted(value), isNot }
    : null;
}

/**
 * Tokens apart from the words between them. `isTyped` leaves the last one with the words as long as nothing
 * follows it: somebody may be in the middle of it.
 */
export function splitTokens(text: string, isTyped = false): { tokens: WholeToken[]; rest: string } {
  const tokens: WholeToken[] = [];
  let rest = "";
  let at = 0;
  for (const token of tokensOf(text)) {
    const found = isTyped && token.end === text.length ? null : wholeToken(token);
    const start = token.end - token.text.length;
    if (found) {
      tokens.push(found);
      rest += text.slice(at, start);
      // One space less: two words that it parted stay parted by one.
      at = token.end + (/^\s/.test(text.slice(token.end)) ? 1 : 0);
    }
  }
  return { tokens, rest: rest + text.slice(at) };
}

/** `by:lin` and the words, as one text. */
export const joinTokens = (tokens: readonly WholeToken[], rest: string): string =>
  [...tokens.map(tokenText), rest.trim()].filter(Boolean).join(" ");

/** What is being typed at the end: `-by:li` is the value `li` of `by`, `pro` may become `project:`. */
export function endOf(
  text: string,
): { isNot: boolean; key: TokenKey | null; value: string } | null {
  const last = tokensOf(text).at(-1);
  if (!last || last.end < text.length) return text === "" || /\s$/.test(text) ? BLANK : null;
  if (last.key === null) return { isNot: last.isNot, key: null, value: last.value };
  return isTokenKey(last.key)
    ? { isNot: last.isNot, key: last.key, value: unquoted(last.value) }
    : null;
}

const BLANK = { isNot: false, key: null, value: "" };

/** The text without what is being typed at its end. */
export function withoutEnd(text: string): string {
  const last = tokensOf(text).at(-1);
  return last?.end === text.length ? text.slice(0, -last.text.length) : text;
}

const isSame = (a: WholeToken, b: WholeToken) =>
  tokenText(a).toLowerCase() === tokenText(b).toLowerCase();

type Asked = {
  key: TokenKey;
  value: string;
  /** Other values that mean the same. */
  chosenBy: readonly string[];
};

/** Its tokens that ask for that value, whatever they call it. */
const askingFor = ({ key, value, chosenBy }: Asked, tokens: readonly WholeToken[]) =>
  tokens.filter((each) =>
    [value, ...chosenBy].some((it) => isSame(each, { key, value: it, isNot: false })),
  );

/** The text with the token in it, or without when it is there: what a facet does. */
export function toggleToken(text: string, asked: Asked): string {
  const { key, value } = asked;
  const { tokens, rest } = splitTokens(text);
  const found = askingFor(asked, tokens);
  const kept = tokens.filter((each) => !found.includes(each));
  return joinTokens(found.length > 0 ? kept : [...tokens, { key, value, isNot: false }], rest);
}

/** The same where only one value of a key makes sense: it takes the place of another. */
export function switchToken(text: string, asked: Asked): string {
  const { tokens, rest } = splitTokens(text);
  const found = askingFor(asked, tokens);
  const others = tokens.filter((it) => it.key !== asked.key || it.isNot || found.includes(it));
  return toggleToken(joinTokens(others, rest), asked);
}

export const hasToken = (text: string, asked: Asked): boolean =>
  askingFor(asked, splitTokens(text).tokens).length > 0;

/** Each part of a search as typed, with the text that is left without it. */
export const eachWithout = (text: string): { part: string; rest: string }[] =>
  tokensOf(text).map(({ text: part, end }) => {
    const rest = `${text.slice(0, end - part.length)} ${text.slice(end)}`;
    return { part, rest: rest.trim().replace(/\s+/g, " ") };
  });

/** Words between the tokens only: what is named in a token stays. */
export function replaceWord(text: string, from: string, to: string): string {
  const { tokens, rest } = splitTokens(text);
  const isWord = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${from}(?![\\p{L}\\p{M}\\p{N}])`, "gu");
  return joinTokens(tokens, rest.replace(isWord, to));
}
