import { expect, test } from "vitest";
import { factorCodes } from "@/lib/adapters/secrets/factor-codes";

/** "12345678901234567890" of RFC 6238, appendix B, in base32. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1_000);

// The last six of the eight figures that stand there for SHA-1.
test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
])("at %i the code is %s", (seconds, code) => {
  expect(factorCodes.stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
});

test("A11: a code counts in its half minute and the two beside it, and in no other", () => {
  const step = Math.floor(1_234_567_890 / 30);
  const isGood = (offset: number) =>
    factorCodes.stepOf(SECRET, "005924", at(1_234_567_890 + offset * 30)) === step;
  expect([-2, -1, 0, 1, 2].map(isGood)).toEqual([false, true, true, true, false]);
});

test.each(["", "28708", "2870822", "28708a", "٢٨٧٠٨٢", "ABCD-EFGH-IJKL-MNOP"])(
  "A11: %j is no code",
  (code) => {
    expect(factorCodes.stepOf(SECRET, code, at(59))).toBeNull();
  },
);

test("secrets and recovery codes are random and in letters that an app takes", () => {
  const secrets = new Set(Array.from({ length: 50 }, factorCodes.newSecret));
  const codes = new Set(Array.from({ length: 50 }, factorCodes.newRecoveryCode));
  expect([secrets.size, codes.size]).toEqual([50, 50]);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
});

test("the picture is a square with a quiet zone of four and a finder in three corners", () => {
  const { size, path } = factorCodes.draw(SECRET, "lin@example.com");
  const dark = new Set(
    [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].flatMap(([, x, y, length]) =>
      Array.from({ length: Number(length) }, (_, index) => `${Number(x) + index} ${y}`),
    ),
  );
  const inside = [...dark].flatMap((square) => square.split(" ").map(Number));
  expect([Math.min(...inside), Math.max(...inside)]).toEqual([4, size - 5]);
  const hasFinder = (x: number, y: number) =>
    dark.has(`${x + 3} ${y + 3}`) && !dark.has(`${x + 1} ${y + 1}`) && dark.has(`${x} ${y}`);
  expect([hasFinder(4, 4), hasFinder(size - 11, 4), hasFinder(4, size - 11)]).toEqual([
    true,
    true,
    true,
  ]);
});
