import { expect, test } from "vitest";
import { cornersOf, gripAt, moveGrip } from "@/components/annotate/grip";
import { type Mark, markSchema } from "@/lib/generation/schema/inputs";

const SIZE = { width: 1_000, height: 500 };
const BOX: Mark = { kind: "box", from: [0.2, 0.2], to: [0.6, 0.8] };
const ARROW: Mark = { kind: "arrow", from: [0.1, 0.9], to: [0.9, 0.9] };
const LABEL: Mark = { kind: "label", at: [0.4, 0.1], text: "darker" };

test("a mark is taken where it lies, and not beside it", () => {
  expect(gripAt([ARROW], [0.5, 0.9], SIZE)).toEqual({ index: 0, corner: null });
  expect(gripAt([ARROW], [0.5, 0.8], SIZE)).toBeNull();
  expect(gripAt([BOX], [0.4, 0.5], SIZE)).toEqual({ index: 0, corner: null });
  expect(gripAt([LABEL], [0.43, 0.09], SIZE)).toEqual({ index: 0, corner: null });
  expect(gripAt([LABEL], [0.8, 0.1], SIZE)).toBeNull();
});

test("of two that lie on each other the one that was drawn last is taken", () => {
  expect(gripAt([BOX, { ...LABEL, at: [0.4, 0.5] }], [0.42, 0.49], SIZE)?.index).toBe(1);
});

test("a box is resized by any of its four corners; the others stay", () => {
  expect(cornersOf(BOX)).toHaveLength(4);
  const grip = gripAt([BOX], [0.6, 0.2], SIZE);
  expect(grip).toEqual({ index: 0, corner: ["to", "from"] });
  expect(moveGrip(BOX, grip?.corner ?? null, [0.1, 0.1])).toMatchObject({
    from: [0.2, expect.closeTo(0.3)],
    to: [expect.closeTo(0.7), 0.8],
  });
});

test("the head of an arrow is moved alone, and no end leaves the picture", () => {
  const grip = gripAt([ARROW], [0.9, 0.91], SIZE);
  expect(grip?.corner).toEqual(["to", "to"]);
  const moved = moveGrip(ARROW, grip?.corner ?? null, [0.5, -0.4]);
  expect(moved).toMatchObject({ from: [0.1, 0.9], to: [1, 0.5] });
  expect(markSchema.safeParse(moved).success).toBe(true);
});

test("a label has no ends; it is moved as a whole", () => {
  expect(cornersOf(LABEL)).toEqual([]);
  expect(moveGrip(LABEL, null, [0.1, 0.2])).toMatchObject({
    at: [0.5, expect.closeTo(0.3)],
    text: "darker",
  });
});
