/** Of passports: ICAO Doc 9303, part 3, section 6 B, Cyrillic (read 2026-11-27). */
const LATIN: Record<string, string> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "e", ж: "zh", з: "z", и: "i", й: "i" },
  ...{ к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f" },
  ...{ х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "ie", ы: "y", ь: "", э: "e", ю: "iu" },
  ...{ я: "ia", і: "i", ї: "i", є: "ie", ґ: "g", ў: "u" },
  ...{ ß: "ss", æ: "ae", ø: "o", œ: "oe", ł: "l", đ: "d", þ: "th", ð: "d", ı: "i" },
};

/** The same letter always becomes the same letters; what no table has is left out. */
export function toLatin(text: string): string {
  return [...text.normalize("NFC")].map(latinOf).join("");
}

function latinOf(letter: string): string {
  if (/^[\x20-\x7e]$/.test(letter)) return letter;
  const small = letter.toLowerCase();
  const latin = LATIN[small];
  if (latin !== undefined) {
    const isCapital = small !== letter;
    return isCapital ? latin.charAt(0).toUpperCase() + latin.slice(1) : latin;
  }
  // An accent goes, its letter stays; a dash of any kind is a dash, and every kind of space one.
  const plain = letter
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Pd}/gu, "-");
  return /^[\x20-\x7e]+$/.test(plain)
    ? plain
    : plain.replace(/\p{Zs}/gu, " ").replace(/[^\x20-\x7e]/g, "");
}
