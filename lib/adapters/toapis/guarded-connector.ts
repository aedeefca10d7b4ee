import { lookup as systemLookup } from "node:dns";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";
import { buildConnector } from "undici";

export type NetworkRules = {
  /** Exact origins that may be private and plain http, such as the sandbox that we started. */
  privateOrigins: readonly string[];
  /** Any address of a private network may be used, plain http too. */
  allowPrivate?: boolean;
};

/** Characters; a signed address takes about two thousand. */
const URL_LENGTH_MAX = 8_192;

/** Why an address may not be used. Nothing was sent to it. */
export class BlockedAddressError extends Error {
  override readonly name = "BlockedAddressError";
}

const NOT_PUBLIC = new BlockList();
for (const range of [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // With the unspecified address, loopback and IPv4 in its oldest form.
  "::/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
  "2002::/16",
  "2001::/32",
]) {
  const [network = "", prefix] = range.split("/");
  NOT_PUBLIC.addSubnet(network, Number(prefix), familyOf(network));
}

function familyOf(address: string) {
  return isIPv6(address) ? "ipv6" : "ipv4";
}

/** What is no address at all is not public either. An IPv4 address within IPv6 counts as that address. */
export function isPublicAddress(address: string): boolean {
  return isIP(address) !== 0 && !NOT_PUBLIC.check(address, familyOf(address));
}

/** Null when the connection may be used. `origin` is in the form of `URL.origin`. */
function refusal(origin: string, address: string, rules: NetworkRules): string | null {
  if (rules.privateOrigins.includes(origin)) return null;
  if (!isPublicAddress(address)) {
    return rules.allowPrivate ? null : `${origin} leads to a private address`;
  }
  return origin.startsWith("https:") ? null : `${origin} is not https`;
}

/** What the address of a result says by itself. Null when it may be asked for. */
export function urlRefusal(url: URL, rules: NetworkRules): string | null {
  if (url.href.length > URL_LENGTH_MAX) return "The address is too long";
  if (url.username || url.password) return "The address carries credentials";
  if (rules.privateOrigins.includes(url.origin)) return null;
  if (url.protocol === "http:" && rules.allowPrivate) return null;
  if (url.protocol !== "https:") return `The address is not https but ${url.protocol}`;
  return url.port === "" || rules.allowPrivate ? null : `Port ${url.port} is not allowed`;
}

/** Refuses a name as soon as one of its addresses may not be used: no packet is sent there. */
const guardedLookup =
  (rules: NetworkRules, origin: string, lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      const reason = error
        ? null
        : addresses.map((address) => refusal(origin, address, rules)).find(Boolean);
      callback(reason ? new BlockedAddressError(reason) : error, found, family);
    });

export type ConnectorOptions = {
  rules: NetworkRules;
  connectMs: number;
  /** Of the system, unless a test owns the names. */
  lookup?: LookupFunction;
};

/**
 * Opens connections to allowed addresses only. Literals and names are refused before a packet leaves;
 * the address that the socket is really connected to has the last word, before TLS says hello.
 */
export function guardedConnector({
  rules,
  connectMs,
  lookup = systemLookup,
}: ConnectorOptions): buildConnector.connector {
  const secure = buildConnector({
    allowH2: false,
    maxCachedSessions: 0,
    timeout: connectMs,
    // Said here, so that no variable of the environment says otherwise.
    rejectUnauthorized: true,
  });

  return ({ servername, ...options }, callback) => {
    const isSecure = options.protocol === "https:";
    const origin = new URL(`${options.protocol}//${options.host ?? options.hostname}`).origin;
    const block = (reason: string) => callback(new BlockedAddressError(reason), null);
    const literal = isIP(options.hostname) ? refusal(origin, options.hostname, rules) : null;
    if (literal) return block(literal);

    const dial = buildConnector({
      timeout: connectMs,
      lookup: guardedLookup(rules, origin, lookup),
    });
    const port = options.port || (isSecure ? "443" : "80");
    dial({ ...options, port, protocol: "http:" }, (...[error, socket]) => {
      if (error) return callback(error, null);
      const reason = refusal(origin, socket.remoteAddress ?? "", rules);
      if (!reason && !isSecure) return callback(null, socket);
      if (!reason) {
        return secure(
          { ...options, ...(servername && { servername }), httpSocket: socket },
          callback,
        );
      }
      socket.destroy();
      block(reason);
    });
  };
}
