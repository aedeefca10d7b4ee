/** More would not find less. */
const WORDS_MAX = 12;

/** Of what is looked for: small letters, and the two dots of ё are left out by most who type it. */
export const searchWords = (search: string): string[] =>
  search
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .split(/[\s\0]+/)
    .filter(Boolean)
    .slice(0, WORDS_MAX);
