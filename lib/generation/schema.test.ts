import { expect, test } from "vitest";
import { createGenerationSchema } from "@/lib/generation/schema";
import { PROMPT_LENGTH_MAX, REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";

const ID = "01J00000000000000000000000";
const PRESS = {
  ...{ requestId: ID, projectId: ID, prompt: "An amber bottle on wet stone" },
  ...{ model: "gemini-3-pro-image-preview-4k", aspectRatio: "1:1", resolution: "4K" },
  ...{ variantCount: 1, references: [] },
};
const refused = (change: object) => {
  const parsed = createGenerationSchema.safeParse({ ...PRESS, ...change });
  return parsed.success ? null : parsed.error.issues.map(({ path, message }) => [...path, message]);
};

test("what the studio's own page sends is taken", () => {
  expect(refused({})).toBeNull();
});

test.each([
  ["nothing", ""],
  ["spaces and lines", " \n\t "],
  ["what has no width", "\u200b\u200d\ufeff"],
])("Q01: %s is no prompt", (_, prompt) => {
  expect(refused({ prompt })).toEqual([["prompt", "empty"]]);
});

test("Q02: a prompt is counted in code points, to the last one", () => {
  expect(refused({ prompt: "🫙".repeat(PROMPT_LENGTH_MAX) })).toBeNull();
  expect(refused({ prompt: "a".repeat(PROMPT_LENGTH_MAX + 1) })).toEqual([["prompt", "too_long"]]);
});

test.each([
  ["NUL", "a\0b"],
  ["half a surrogate pair", "a\ud83c"],
])("Q03: %s cannot be kept, and is refused", (_, prompt) => {
  expect(refused({ prompt })).toEqual([["prompt", "unstorable_characters"]]);
});

test("Q03: other controls go, lines and tabs stay", () => {
  const prompt = "one\r\ntwo\rthree\n\tfour \u0007\u001b[31m\u0085five";
  expect(createGenerationSchema.parse({ ...PRESS, prompt }).prompt).toBe(
    "one\ntwo\nthree\n\tfour [31mfive",
  );
});

test.each([
  "<script>alert(1)</script>",
  "$\u007b7*7}",
  "'; DROP TABLE image; --",
  "=HYPERLINK(1)",
  "[a](javascript:1)",
])("Q05: %j is a text like any other", (prompt) =>
  expect(createGenerationSchema.parse({ ...PRESS, prompt }).prompt).toBe(prompt),
);

test.each([0, -1, 1.5, 9, "4", 1e9, Number.NaN, Number.POSITIVE_INFINITY, null, [], [1], {}, true])(
  "Q08: %j is no number of pictures",
  (variantCount) =>
    expect(refused({ variantCount })).toMatchObject([["variantCount", expect.any(String)]]),
);

test.each(["3:2:1", "2:2", "", "1024x1024", 1, null])("Q10: %j is no shape", (aspectRatio) => {
  expect(refused({ aspectRatio })).toMatchObject([["aspectRatio", expect.any(String)]]);
});

test.each([
  "userId",
  "teamId",
  "authorId",
  "state",
  "status",
  "isAdmin",
  "constructor",
  "priceMicroUsd",
])("Q11, Q12: nobody sets %s", (name) => expect(refused({ [name]: "x" })).not.toBeNull());

test("Q11: what is called like the prototype changes none", () => {
  const sent = JSON.parse(`{"__proto__": {"isAdmin": true}, "variables": {"__proto__": "x"}}`);
  const parsed = createGenerationSchema.safeParse({ ...PRESS, ...sent });
  expect(JSON.stringify(parsed.data ?? {})).not.toContain("isAdmin");
  expect(({} as { isAdmin?: true }).isAdmin).toBeUndefined();
});

test("Q15: a press has an id of its own", () => {
  expect(refused({ requestId: undefined })).toMatchObject([["requestId", expect.any(String)]]);
  expect(refused({ requestId: "1" })).toMatchObject([["requestId", expect.any(String)]]);
});

test("U01: there are no more references than fourteen", () => {
  const references = (length: number) =>
    Array.from({ length }, () => ({ referenceImageId: ID, name: "stone" }));
  expect(refused({ references: references(REFERENCE_IMAGE_COUNT_MAX) })).toBeNull();
  expect(refused({ references: references(REFERENCE_IMAGE_COUNT_MAX + 1) })).not.toBeNull();
});
