import type { Choice } from "@/components/takeout/kept-choice";
import type { Locale } from "@/lib/account/schema";
import { findChannelSize } from "@/lib/takeout/policy/channel-sizes";
import { createNumbering, nameOf } from "@/lib/takeout/policy/names";
import { outputsOf } from "@/lib/takeout/policy/outputs";
import { hasToken, parsePattern } from "@/lib/takeout/policy/pattern";
import type { TakeoutForm, TakeoutOrder, TakeoutSample } from "@/lib/takeout/schema";
import { EDGE_PX_MAX, EDGE_PX_MIN, PATTERN_DEFAULT } from "@/lib/takeout/schema/facts";

export const patternOf = ({ kind, pattern, packPattern }: Choice) =>
  kind === "pack" ? packPattern : pattern;

/** Null: it is no whole number of pixels that may be. */
export function pxOf(text: string): number | null {
  const px = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return px >= EDGE_PX_MIN && px <= EDGE_PX_MAX ? px : null;
}

/** Null while something is missing or wrong: the field says what. */
export function formOf(choice: Choice): TakeoutForm | null {
  const { kind, format, quality, background, edge } = choice;
  const encoding = { format, quality, background };
  if (kind === "original" || kind === "facts") return { kind };
  if (kind === "sheet") return { kind, ...sheetOf(choice) };
  if (kind === "pack") {
    const sizeIds = choice.sizeIds.filter(findChannelSize);
    return sizeIds.length > 0 ? { kind, ...encoding, sizeIds } : null;
  }
  if (edge === "as_is") return { kind, ...encoding, size: null };
  const px = pxOf(choice.px);
  return px === null ? null : { kind, ...encoding, size: { edge, px } };
}

export const sheetOf = ({ columns, paper, orientation, captions }: Choice) => ({
  ...{ columns, paper, orientation, captions },
});

/** It is one file about all pictures. */
export const isDocument = ({ kind }: Choice) => kind === "sheet" || kind === "facts";

export function orderOf(choice: Choice, language: Locale): TakeoutOrder | null {
  const form = formOf(choice);
  // What a document is called is not asked.
  const pattern = isDocument(choice) ? PATTERN_DEFAULT : patternOf(choice);
  if (!form || !parsePattern(pattern).ok) return null;
  const names = { pattern, letters: choice.letters };
  return { form, names, language, provenance: provenanceOf(choice) };
}

function provenanceOf(choice: Choice): TakeoutOrder["provenance"] {
  const { kind, originalsSay, copiesSay, promptSays } = choice;
  const says = kind === "original" ? originalsSay : copiesSay;
  return says && !isDocument(choice) ? { prompt: promptSays } : null;
}

const PREVIEWED_MAX = 3;

/** The first names that the files will have; none while the pattern is none. */
export function previewNames(
  choice: Choice,
  { samples, count }: { samples: readonly TakeoutSample[]; count: number },
): string[] {
  const form = formOf(choice);
  const pattern = parsePattern(patternOf(choice));
  if (!form || !pattern.ok) return [];
  const numbered = createNumbering();
  const names: string[] = [];
  for (const [index, picture] of samples.slice(0, PREVIEWED_MAX).entries())
    for (const output of outputsOf(picture, form)) {
      if (names.length === PREVIEWED_MAX) return names;
      const file = { picture, number: index + 1, of: count, ...output };
      names.push(numbered(nameOf(file, pattern.value, choice.letters)));
    }
  return names;
}

/** Several sizes of one picture would be told apart by numbers alone. */
export function namesRepeat(choice: Choice): boolean {
  const pattern = parsePattern(choice.packPattern);
  const isSeveral = choice.kind === "pack" && choice.sizeIds.length > 1;
  return isSeveral && pattern.ok && !hasToken(pattern.value, "size");
}
