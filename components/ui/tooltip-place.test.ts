import { describe, expect, it } from "vitest";
import { tooltipPlace } from "@/components/ui/tooltip-place";

const ROOM = { width: 1000, height: 600 };
const TIP = { width: 100, height: 30 };

describe("a tooltip", () => {
  it("lies centred on its side", () => {
    const box = { left: 450, top: 300, width: 40, height: 32 };
    expect(tooltipPlace(box, { ...TIP, side: "top" }, ROOM)).toEqual({ left: 420, top: 264 });
    expect(tooltipPlace(box, { ...TIP, side: "right" }, ROOM)).toEqual({ left: 496, top: 301 });
  });

  it("goes to the other side where there is no room", () => {
    const box = { left: 450, top: 10, width: 40, height: 32 };
    expect(tooltipPlace(box, { ...TIP, side: "top" }, ROOM).top).toBe(48);
    const below = { ...box, top: 560 };
    expect(tooltipPlace(below, { ...TIP, side: "bottom" }, ROOM).top).toBe(524);
  });

  it("never hangs over the edge of the window", () => {
    const box = { left: 970, top: 300, width: 24, height: 24 };
    expect(tooltipPlace(box, { ...TIP, side: "top" }, ROOM).left).toBe(892);
    expect(tooltipPlace({ ...box, left: 2 }, { ...TIP, side: "top" }, ROOM).left).toBe(8);
  });
});
