export const SETUP_LINK_LIFETIME_MS = 30 * 60_000;
export const SESSION_LIFETIME_MS = 30 * 24 * 60 * 60_000;
/** A session that nobody has used for so long is over as well. */
const SESSION_IDLE_MS = 7 * 24 * 60 * 60_000;
export const sessionTimes = (now: Date) => ({
  now,
  seenAfter: new Date(now.getTime() - SESSION_IDLE_MS),
});

/** Wrong passwords for one account from one place: ten, then one a minute. */
export const ACCOUNT_TRIES = { burst: 10, intervalMs: 60_000 };
/** Tries for one account from all places together, of places that the person was never in. */
export const STRANGER_TRIES = { burst: 100, intervalMs: 36_000 };
/** A place counts as the person's own for so long after they came in from it. */
export const OWN_PLACE_MS = 90 * 24 * 60 * 60_000;
/** Sign-ins from one place, whoever they are for: fifty a minute. */
export const PLACE_TRIES = { burst: 50, intervalMs: 1_200 };

/** Such as `AK` of "Autumn KV": what people say aloud, so letters and figures only. */
export function projectCode(name: string): string {
  const words = transliterate(name.toUpperCase())
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);
  const initials = words.map((word) => word.charAt(0)).join("");
  const letters = initials.length > 1 ? initials : words.join("");
  return letters.slice(0, 4).padEnd(2, "X");
}

const CYRILLIC =
  "А A|Б B|В V|Г G|Д D|Е E|Ё E|Ж ZH|З Z|И I|Й I|К K|Л L|М M|Н N|О O|П P|Р R|С S|Т T|У U|Ф F|Х H|Ц C|Ч CH|Ш SH|Щ SH|Ъ |Ы Y|Ь |Э E|Ю YU|Я YA";
const LATIN = new Map(CYRILLIC.split("|").map((pair) => [pair.charAt(0), pair.slice(2)] as const));

const transliterate = (text: string) =>
  [
    ...text
      .normalize("NFD")
      .replace(/(?<![ИЕ])\p{M}/gu, "")
      .normalize("NFC"),
  ]
    .map((letter) => LATIN.get(letter) ?? letter)
    .join("");

/** Falls back to UTC where the browser's zone is unknown to us. */
export function knownTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/**
 * Where a person may be sent after signing in: a path of this site, else the studio. Whatever a
 * browser could read as another host is refused.
 */
export function safeReturnPath(path: string | null | undefined): string {
  return path &&
    path.length <= 500 &&
    /^\/(?![/\\])[\w\-./?=&]*$/.test(path) &&
    !path.includes("//")
    ? path
    : "/";
}
