import "server-only";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** As `URL.hostname` spells it. */
export const isLoopback = (hostname: string) => LOOPBACK.has(hostname);

/** The configured origin; while it is loopback, its other spellings of the same port too. */
export function isOwnOrigin(origin: string, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const given = new URL(origin);
  const own = new URL(publicUrl);
  if (given.origin === own.origin) return true;
  return (
    isLoopback(own.hostname) &&
    isLoopback(given.hostname) &&
    given.port === own.port &&
    given.protocol === own.protocol
  );
}

type Proof = { origin: string | null | undefined; secFetchSite: string | null | undefined };

/**
 * Whether a write comes from our own page. Next lets an action without an Origin header pass, so this
 * is our own check, on actions and on the data plane alike.
 */
export function isOwnRequest({ origin, secFetchSite }: Proof, publicUrl: string): boolean {
  if (origin) return isOwnOrigin(origin, publicUrl) && secFetchSite !== "cross-site";
  return secFetchSite === "same-origin" || secFetchSite === "none";
}
