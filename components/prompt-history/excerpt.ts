import { searchWords } from "@/lib/prompt-history/policy";

/** More than two lines can show. */
const LENGTH = 240;
/** What of the text before the first word that was found still stands on the first line. */
const LEAD = 30;

/** What of a text a row shows: its beginning, or the place of what was searched for. */
export function excerptOf(prompt: string, search: string): string {
  const text = prompt.replace(/\s+/g, " ").trim();
  const folded = text.toLowerCase().replaceAll("ё", "е");
  const places = searchWords(search).map((word) => folded.indexOf(word));
  const first = Math.min(...places.filter((place) => place >= 0), text.length);
  const from = first < text.length && first > LENGTH / 4 ? first - LEAD : 0;
  return `${from > 0 ? "…" : ""}${text.slice(from, from + LENGTH)}`.toWellFormed();
}
