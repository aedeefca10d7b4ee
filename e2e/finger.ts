import { expect, type Locator, type Page } from "@playwright/test";

/** What a finger does, through the browser's own touch handling. */
export async function finger(page: Page) {
  const session = await page.context().newCDPSession(page);
  const send = (
    type: "touchStart" | "touchMove" | "touchEnd",
    points: { x: number; y: number }[],
  ) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  const middleOf = async (target: Locator) => {
    const box = await target.boundingBox();
    if (!box) throw new Error("not on the screen");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  return {
    /** Until `shown` has come. */
    async hold(target: Locator, shown: Locator) {
      await send("touchStart", [await middleOf(target)]);
      await expect(shown).toBeVisible();
      await send("touchEnd", []);
    },
    async swipeLeft(target: Locator) {
      const { x, y } = await middleOf(target);
      await send("touchStart", [{ x: x + 140, y }]);
      for (const step of [60, 0, -60, -120, -160]) await send("touchMove", [{ x: x + step, y }]);
      await send("touchEnd", []);
    },
    async swipeRight(target: Locator) {
      const { x, y } = await middleOf(target);
      await send("touchStart", [{ x: x - 80, y }]);
      for (const step of [-40, 0, 40, 80]) await send("touchMove", [{ x: x + step, y }]);
      await send("touchEnd", []);
    },
    async pinchOut(target: Locator) {
      const { x, y } = await middleOf(target);
      const at = (gap: number) => [
        { x: x - gap, y },
        { x: x + gap, y },
      ];
      await send("touchStart", at(30));
      for (const gap of [50, 70, 90, 110]) await send("touchMove", at(gap));
      await send("touchEnd", []);
    },
  };
}
