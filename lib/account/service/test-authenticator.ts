import { createHmac } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What an authenticator app shows at that moment: written apart from what checks it. */
export function authenticatorCode(secret: string, at: Date): string {
  let bits = 0n;
  for (const letter of secret.replaceAll(" ", "")) {
    bits = (bits << 5n) | BigInt(BASE32.indexOf(letter));
  }
  const key = Buffer.from(bits.toString(16).padStart(40, "0"), "hex");
  const counter = Math.floor(at.getTime() / 30_000)
    .toString(16)
    .padStart(16, "0");
  const mac = createHmac("sha1", key).update(Buffer.from(counter, "hex")).digest("hex");
  const offset = Number.parseInt(mac.slice(-1), 16) * 2;
  const number = Number.parseInt(mac.slice(offset, offset + 8), 16) % 2 ** 31;
  return String(number % 1_000_000).padStart(6, "0");
}
