/** Wrong codes for one person: five, then one a minute. */
export const CODE_TRIES = { burst: 5, intervalMs: 60_000 };
/** From the right password to the code. */
export const SECOND_STEP_LIFETIME_MS = 5 * 60_000;
/** From the question to a device to its answer: as long as a browser is told to wait. */
export const PASSKEY_CHALLENGE_LIFETIME_MS = 5 * 60_000;
export const RECOVERY_CODE_COUNT = 10;

/**
 * What somebody typed or pasted: six figures of the app, however they are spaced, else a recovery code in the
 * spelling in which it was shown.
 */
export function typedCode(text: string): { kind: "app" | "recovery"; text: string } {
  const bare = text.replace(/[\s-]/g, "").toUpperCase();
  if (/^\d{1,9}$/.test(bare)) return { kind: "app", text: bare };
  return { kind: "recovery", text: bare.match(/.{1,4}/g)?.join("-") ?? "" };
}
