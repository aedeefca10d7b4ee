import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { encode } from "uqr";
import type { CodePicture, FactorCodes } from "@/lib/ports/factor-codes";

const STEP_MS = 30_000;
const DIGITS = 6;
const ISSUER = "Maquette";
/** RFC 4648; no 0, 1 or 8, which are read as letters. */
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{5}/g) ?? [];
  return fives.map((five) => BASE32.charAt(Number.parseInt(five, 2))).join("");
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0"));
  const eights = bits.join("").match(/.{8}/g) ?? [];
  return Buffer.from(eights.map((eight) => Number.parseInt(eight, 2)));
}

/** RFC 4226, section 5.3. */
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The neighbours are for clocks that are not quite right. All are compared, whichever it is. */
function stepOf(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const current = Math.floor(now.getTime() / STEP_MS);
  const given = Buffer.from(code);
  const right = [current - 1, current, current + 1].filter((step) =>
    timingSafeEqual(Buffer.from(codeAt(secret, step)), given),
  );
  return right[0] ?? null;
}

/** https://github.com/google/google-authenticator/wiki/Key-Uri-Format, read 2026-11-27. */
function addressOf(secret: string, person: string): string {
  const label = encodeURIComponent(`${ISSUER}:${person}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=${ISSUER}`;
}

/** One bar for each run of dark squares. The quiet zone of four is the standard's. */
function draw(secret: string, person: string): CodePicture {
  const { data, size } = encode(addressOf(secret, person), { ecc: "M", border: 4 });
  const bars = data.flatMap((row, y) => {
    const line = row.map((isDark) => (isDark ? "#" : " ")).join("");
    return [...line.matchAll(/#+/g)].map(
      ({ index: x, 0: { length } }) => `M${x} ${y}h${length}v1h-${length}z`,
    );
  });
  return { size, path: bars.join("") };
}

export const factorCodes: FactorCodes = {
  newSecret: () => toBase32(randomBytes(20)),
  newRecoveryCode: () => toBase32(randomBytes(10)).match(/.{4}/g)?.join("-") ?? "",
  stepOf,
  draw,
};
