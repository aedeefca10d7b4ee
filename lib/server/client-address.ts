import "server-only";

import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

export type Network = { address: string; prefix: number; family: "ipv4" | "ipv6" };

const BITS = { ipv4: 32, ipv6: 128 } as const;

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** `10.0.0.0/8`, `::1` or `192.0.2.7`; null for anything else. */
export function readNetwork(text: string): Network | null {
  const [address = "", prefixText, ...rest] = text.split("/");
  if (isIP(address) === 0 || rest.length > 0) return null;
  const family = familyOf(address);
  const prefix = prefixText === undefined ? BITS[family] : Number(prefixText);
  const isLength = /^\d+$/.test(prefixText ?? "0") && prefix <= BITS[family];
  return isLength ? { address, prefix, family } : null;
}

/** The internal header in which the door tells what is behind it who asks. */
export const CLIENT_HEADER = "x-maquette-client";

/** What a proxy says of the one who asks. From anybody else it is a claim, and goes. */
const FORWARDED = /^(forwarded|x-forwarded-.*|x-real-ip)$/;

/**
 * Writes who asks into `x-maquette-client`: the peer of the connection, or the last address of
 * `X-Forwarded-For` that no trusted proxy has. An IPv6 address is cut to its /64, which one household has.
 */
export function noteClient(request: IncomingMessage, trusted: readonly Network[]): void {
  const proxies = new BlockList();
  for (const { address, prefix, family } of trusted) proxies.addSubnet(address, prefix, family);
  const isProxy = (address: string) => proxies.check(address, familyOf(address));

  const peer = plain(request.socket.remoteAddress ?? "");
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map(plain);
  if (!isProxy(peer)) {
    for (const name of Object.keys(request.headers)) {
      if (FORWARDED.test(name)) delete request.headers[name];
    }
  }
  const chain = [...forwarded.filter((address) => isIP(address) !== 0), peer];
  const client = isProxy(peer) ? (chain.findLast((address) => !isProxy(address)) ?? peer) : peer;
  request.headers[CLIENT_HEADER] = household(client);
}

/** Without the brackets, zone and IPv4 prefix that sockets and proxies add. */
const plain = (address: string) =>
  address
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/%.*$/, "");

const HOUSEHOLD_GROUPS = 4;

function household(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  return `${groups.slice(0, HOUSEHOLD_GROUPS).join(":")}::/64`;
}
