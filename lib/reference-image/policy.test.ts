import { expect, test } from "vitest";
import { cleanFileName, decodeFileName } from "@/lib/reference-image/policy";

test.each([
  ["../../x.png", "x.png"],
  ["C:\\photos\\x.png", "x.png"],
  ["a\u0000.png", "a.png"],
  ["gnp.\u202eexe", "gnp.exe"],
  ["...", "image"],
  ["", "image"],
  ["бутылка зелёная.webp", "бутылка зелёная.webp"],
  ['"><img onerror>', '"><img onerror>'],
  ["x".repeat(4_000), "x".repeat(120)],
])("U09: %j is shown as %j", (name, shown) => {
  expect(cleanFileName(name)).toBe(shown);
});

test("a header that is not percent-encoding is no name", () => {
  expect(decodeFileName("%E0%A4%A")).toBe("image");
  expect(decodeFileName(encodeURIComponent("камень.png"))).toBe("камень.png");
  expect(decodeFileName(undefined)).toBe("image");
});
