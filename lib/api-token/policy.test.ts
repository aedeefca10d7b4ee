import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { expiryOf, grantableScopes, tokenState } from "@/lib/api-token/policy";
import { isWholeToken, tokenOf } from "@/lib/api-token/policy/token-form";

const RANDOM = ["00".repeat(32), "ff".repeat(32), "0123456789abcdef".repeat(4)];
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const numberOf = (text: string) =>
  [...text].reduce((value, digit) => value * 62 + DIGITS.indexOf(digit), 0);

describe("A token", () => {
  test("is told by its beginning, has 30 digits that nobody guesses, and ends with their CRC-32", () => {
    for (const random of RANDOM) {
      const token = tokenOf(random);
      expect(token).toMatch(/^mqt_[0-9A-Za-z]{36}$/);
      expect(numberOf(token.slice(-6))).toBe(crc32(token.slice(4, -6)));
      expect(isWholeToken(token)).toBe(true);
    }
    expect(new Set(RANDOM.map(tokenOf)).size).toBe(RANDOM.length);
  });

  test("with any one letter changed, cut, doubled or exchanged is none", () => {
    const token = tokenOf(RANDOM[2] ?? "");
    for (let place = 0; place < token.length; place++) {
      const letter = token.charAt(place) === "x" ? "y" : "x";
      expect(isWholeToken(token.slice(0, place) + letter + token.slice(place + 1))).toBe(false);
      expect(isWholeToken(token.slice(0, place) + token.slice(place + 1))).toBe(false);
      const pair = token.slice(place, place + 2);
      const swapped = token.slice(0, place) + [...pair].reverse().join("") + token.slice(place + 2);
      expect(isWholeToken(swapped)).toBe(swapped === token);
    }
    for (const text of ["", "mqt_", `${token}\n`, ` ${token}`, token.toUpperCase()])
      expect(isWholeToken(text)).toBe(false);
  });
});

test("a role that makes nothing has nothing of it to give", () => {
  const all = ["read", "generate", "upload", "usage"];
  for (const role of ["owner", "admin", "designer"] as const)
    expect(grantableScopes(role)).toEqual(all);
  expect(grantableScopes("reviewer")).toEqual(["read", "usage"]);
});

test("a token says a week before that it ends", () => {
  const now = new Date("2026-03-01T09:00:00Z");
  const after = (days: string) => expiryOf(days, now);
  expect(after("30").toISOString()).toBe("2026-03-31T09:00:00.000Z");
  expect(tokenState(after("8"), now)).toBe("works");
  expect(tokenState(after("6"), now)).toBe("ends_soon");
  expect(tokenState(now, now)).toBe("expired");
});
