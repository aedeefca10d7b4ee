import { toLatin } from "@/lib/takeout/policy/letters";
import type { NamePattern } from "@/lib/takeout/policy/pattern";
import type { TakeoutOrder, TakeoutSample } from "@/lib/takeout/schema";
import type { NameToken } from "@/lib/takeout/schema/facts";

/** With the extension, bytes in UTF-8: what every system, archive and sync takes. */
const NAME_BYTES_MAX = 120;
/** Of `{prompt}`, code points. */
const PROMPT_LENGTH_MAX = 48;
/** What no name of Windows may be, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[\d¹²³])$/i;

export type NamedFile = {
  picture: Omit<TakeoutSample, "imageId" | "focus" | "mime">;
  /** From 1, of so many. */
  number: number;
  of: number;
  /** The channel's, or the pixels. */
  sizeName: string | null;
  /** px, as it is delivered. */
  width: number;
  height: number;
  /** Without a dot. */
  extension: string;
};

const TEXT_OF: Record<NameToken, (file: NamedFile) => string> = {
  project: ({ picture }) => picture.projectName,
  code: ({ picture }) => picture.code,
  ratio: ({ picture }) => picture.aspectRatio.replace(":", "x"),
  date: ({ picture }) => picture.day,
  prompt: ({ picture }) => beginning(picture.prompt),
  model: ({ picture }) => picture.model,
  person: ({ picture }) => picture.personName,
  n: ({ number, of }) => String(number).padStart(String(of).length, "0"),
  size: ({ sizeName, width, height }) => sizeName ?? `${width}x${height}`,
  w: ({ width }) => String(width),
  h: ({ height }) => String(height),
};

/** Whole words, as many as there is room for. */
function beginning(prompt: string): string {
  const words = prompt.trim().split(/\s+/);
  let text = "";
  for (const word of words) {
    const longer = text ? `${text} ${word}` : word;
    if ([...longer].length > PROMPT_LENGTH_MAX) break;
    text = longer;
  }
  return text || [...(words[0] ?? "")].slice(0, PROMPT_LENGTH_MAX).join("");
}

/** The name of one file: safe on every system, never a path, never empty. It may be another one's too. */
export function nameOf(
  file: NamedFile,
  pattern: NamePattern,
  letters: TakeoutOrder["names"]["letters"],
): string {
  const filled = pattern
    .map((part) => ("token" in part ? TEXT_OF[part.token](file) : part.text))
    .join("");
  const fallback = safeStem(file.picture.code, "latin") || "picture";
  return withExtension(safeStem(filled, letters) || fallback, file.extension);
}

function safeStem(text: string, letters: TakeoutOrder["names"]["letters"]): string {
  const written = letters === "latin" ? toLatin(text) : text.toWellFormed().normalize("NFC");
  const plain = written
    // Spaces of any kind first: a line break parts words, what cannot be seen does not.
    .replace(/\s+/gu, " ")
    .replace(/[\p{C}\uFFFD]/gu, "")
    .replace(/[<>:"/\\|?*]/g, "-");
  const trimmed = trim(plain);
  // A point ends the part that Windows looks at: `con.png` is the console too.
  return RESERVED.test(trimmed.split(".")[0]?.trimEnd() ?? "") ? `_${trimmed}` : trimmed;
}

/** No leading dash (an option of a command), no dot or space at either end. */
const trim = (text: string) => text.replace(/^[\s.\-~]+|[\s.-]+$/gu, "");

function withExtension(stem: string, extension: string, addition = ""): string {
  const end = `${addition}.${extension}`;
  return `${trim(cut(stem, NAME_BYTES_MAX - byteLength(end)))}${end}`;
}

const encoder = new TextEncoder();
const byteLength = (text: string) => encoder.encode(text).length;

/** At a code point, not inside one. */
function cut(text: string, bytesMax: number): string {
  if (byteLength(text) <= bytesMax) return text;
  let kept = "";
  let size = 0;
  for (const letter of text) {
    size += byteLength(letter);
    if (size > bytesMax) break;
    kept += letter;
  }
  return kept;
}

/** Equal on a disk that does not tell capitals from small letters, nor one way to write é from the other. */
const keyOf = (name: string) => name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFC");

/** Gives each file a name that no other has: `name.png`, `name-2.png`. */
export function createNumbering(taken: readonly string[] = []) {
  const used = new Set(taken.map(keyOf));
  const next = new Map<string, number>();
  return (name: string): string => {
    const key = keyOf(name);
    if (!used.has(key)) {
      used.add(key);
      return name;
    }
    const dot = name.lastIndexOf(".");
    const [stem, extension] = [name.slice(0, dot), name.slice(dot + 1)];
    for (let number = next.get(key) ?? 2; ; number += 1) {
      const numbered = withExtension(stem, extension, `-${number}`);
      const numberedKey = keyOf(numbered);
      if (used.has(numberedKey)) continue;
      used.add(numberedKey);
      next.set(key, number + 1);
      return numbered;
    }
  };
}
