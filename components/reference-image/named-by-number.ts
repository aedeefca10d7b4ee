const NOUN = String.raw`(?:image|picture|photo|reference|ref|картинк|изображени|фото|образ[ец])\p{L}*`;
const ORDINALS = [
  /^(?:first|1st|перв)/iu,
  /^(?:second|2nd|втор)/iu,
  /^(?:third|3rd|трет)/iu,
  /^(?:fourth|4th|четв[её]рт)/iu,
  /^(?:fifth|5th|пят)/iu,
  /^(?:sixth|6th|шест)/iu,
];
const NUMBERED = new RegExp(String.raw`(?<!\p{L})${NOUN}\s{0,2}[#№]?\s{0,2}(\d{1,2})(?!\d)`, "giu");
const ORDERED = new RegExp(String.raw`(?<![\p{L}\d])([\p{L}\d]+)\s{1,2}${NOUN}`, "giu");
const ANY = new RegExp(String.raw`(?<!\p{L})${NOUN}`, "iu");

/**
 * Places, from 1, of pictures that a text names by their place: "image 2", "the first picture". Where only
 * one is sent, any word for a picture means that one.
 */
export function namedByNumber(text: string, sentCount: number): ReadonlySet<number> {
  const numbers = [...text.matchAll(NUMBERED)].map(([, number]) => Number(number));
  const ordinals = [...text.matchAll(ORDERED)].map(
    ([, word = ""]) => ORDINALS.findIndex((ordinal) => ordinal.test(word)) + 1,
  );
  const only = sentCount === 1 && ANY.test(text) ? [1] : [];
  return new Set([...numbers, ...ordinals, ...only]);
}
