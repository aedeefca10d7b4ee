import { thumbHashToDataURL } from "thumbhash";

const urls = new Map<string, string>();

/** A PNG of about 32 px as a data URL; decoded once per hash. `hash` is base64. */
export function thumbhashUrl(hash: string): string {
  const known = urls.get(hash);
  if (known) return known;
  const url = thumbHashToDataURL(Uint8Array.from(atob(hash), (byte) => byte.charCodeAt(0)));
  urls.set(hash, url);
  return url;
}
