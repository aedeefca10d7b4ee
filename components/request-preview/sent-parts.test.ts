import { expect, test } from "vitest";
import { sentParts } from "@/components/request-preview/sent-parts";
import { compilePrompt } from "@/lib/generation/policy/prompt";

const bottle = { name: "bottle", role: "product", isEnabled: true } as const;
const stone = { name: "stone", role: null, isEnabled: true };

test("the phrases of pictures are told from words, and nothing of the text is lost", () => {
  const references = [bottle, stone];
  const [text = ""] = compilePrompt({
    prompt: "Put @bottle on @stone(wet), not image 3 (cup) or image 1 (stone)",
    variables: {},
    references,
    verb: "continue",
  }).texts;
  const parts = sentParts(text, references);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.filter(({ number }) => number !== null)).toMatchObject([
    { text: "image 1 (product: bottle)", number: 1 },
    { text: "image 2 (stone)", number: 2 },
  ]);
});
