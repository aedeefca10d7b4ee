import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { normaliseBaseUrl } from "@/lib/adapters/toapis/clean-text";
import { isPublicAddress, type NetworkRules } from "@/lib/adapters/toapis/guarded-connector";
import type { AddressRefusal, GatewayAddresses } from "@/lib/ports/gateway-addresses";

const LENGTH_MAX = 500;

type Resolve = (hostname: string) => Promise<string[]>;

const resolveBySystem: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/** What the address says by itself. */
function refusalOf(url: URL, { allowPrivate }: NetworkRules): AddressRefusal | null {
  if (url.href.length > LENGTH_MAX || url.username || url.password || url.search || url.hash)
    return "address_wrong";
  const isOpen = allowPrivate === true && url.protocol === "http:";
  if (url.protocol !== "https:" && !isOpen) return "address_not_https";
  return url.port === "" || allowPrivate ? null : "address_not_https";
}

export const createGatewayAddresses = (
  rules: NetworkRules,
  resolve: Resolve = resolveBySystem,
): GatewayAddresses => ({
  async check(typed) {
    const baseUrl = normaliseBaseUrl(typed);
    const url = URL.parse(baseUrl);
    const refusal = url ? refusalOf(url, rules) : "address_wrong";
    if (!url || refusal) return { ok: false, code: refusal ?? "address_wrong" };
    if (rules.allowPrivate) return { ok: true, baseUrl };
    const hostname = url.hostname.replace(/^\[|\]$/g, "");
    const addresses = isIP(hostname) ? [hostname] : await resolve(hostname).catch(() => []);
    if (addresses.length === 0) return { ok: false, code: "address_unknown" };
    return addresses.every(isPublicAddress)
      ? { ok: true, baseUrl }
      : { ok: false, code: "address_private" };
  },
});
