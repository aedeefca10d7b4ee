import { thumbHashToDataURL } from "thumbhash";

/** URLs of some four kilobytes that are kept; whoever scrolls through everything keeps the newest. */
const URLS_MAX = 1_000;
const urls = new Map<string, string>();

/** A PNG of about 32 px as a data URL; decoded once per hash while it is in use. `hash` is base64. */
export function thumbhashUrl(hash: string): string {
  const url =
    urls.get(hash) ?? thumbHashToDataURL(Uint8Array.from(atob(hash), (byte) => byte.charCodeAt(0)));
  // The newest is the last.
  urls.delete(hash);
  urls.set(hash, url);
  const [oldest] = urls.keys();
  if (oldest && urls.size > URLS_MAX) urls.delete(oldest);
  return url;
}
