import { describe, expect, test } from "vitest";
import {
  beginMark,
  centralMark,
  drawTo,
  isSlip,
  moveMark,
  TOOLS,
} from "@/components/annotate/marks";
import { markSchema } from "@/lib/generation/schema/inputs";

describe("A mark on a picture", () => {
  test.each(TOOLS)("of kind %s can be made without a mouse and is sent as it is", (tool) => {
    expect(markSchema.safeParse(centralMark(tool, "darker")).success).toBe(true);
  });

  test.each(TOOLS)("of kind %s stays on the picture however far it is moved", (tool) => {
    const moved = moveMark(moveMark(centralMark(tool, "darker"), 3, -3), 0.01, 0.01);
    expect(markSchema.safeParse(moved).success).toBe(true);
  });

  test("that is only a slip of the hand is told apart from a short stroke", () => {
    const begun = beginMark("arrow", [0.5, 0.5]);
    expect(isSlip(drawTo(begun, [0.502, 0.5]))).toBe(true);
    expect(isSlip(drawTo(begun, [0.53, 0.5]))).toBe(false);
  });

  test("drawn by hand keeps no more points than can be stored", () => {
    let mark = beginMark("freehand", [0, 0]);
    for (let step = 0; step < 5_000; step += 1)
      mark = drawTo(mark, [(step % 200) / 200, (step % 7) / 7]);
    expect(markSchema.safeParse(mark).success).toBe(true);
  });
});
