const MESSAGE_LENGTH_MAX = 2_000;
/** A hostile megabyte of `<` must not keep the search for tags busy. */
const READ_LENGTH_MAX = 8_000;
// Control characters, and all that format unseen: among them those that turn the direction of the text around.
const UNSEEN = /[\p{Cc}\p{Cf}]+/gu;

/** Base URL as a person may have pasted it: without blanks, trailing slashes and one `/v1`. */
export const normaliseBaseUrl = (baseUrl: string): string =>
  baseUrl.trim().replace(/\/+$/, "").replace(/\/v1$/i, "").replace(/\/+$/, "");

/** A pasted key without `Bearer`, blanks, line breaks and whatever a header cannot carry. */
export const normaliseSecret = (secret: string): string =>
  secret
    .replace(/[^\x21-\x7e]+/g, " ")
    .trim()
    .replace(/^Bearer /i, "")
    .replaceAll(" ", "");

/** Words of the gateway as we may store and show them: no key, no markup, ≤ `lengthMax` characters. */
export function cleanText(text: string, secret: string, lengthMax = MESSAGE_LENGTH_MAX): string {
  const redacted = (secret ? text.replaceAll(secret, "[key]") : text)
    .replace(/sk-[\w-]{4,}/g, "[key]")
    .slice(0, READ_LENGTH_MAX);
  const title = /<title[^>]*>([^<]*)/i.exec(redacted)?.[1];
  const words = (title ?? redacted.replace(/<[^>]*>/g, " ")).replace(UNSEEN, " ");
  return [...words.replace(/\s+/g, " ").trim()].slice(0, lengthMax).join("");
}
