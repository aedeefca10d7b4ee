import type { Locator, Page } from "@playwright/test";
import { expect, test, untilAlive } from "./fixtures";

const cell = (page: Page, prompt: string) =>
  page.getByRole("button", { name: new RegExp(`^${prompt}, AK.*Done$`) });

async function makeRuns(page: Page, prompts: readonly string[]) {
  await page.goto("/");
  await untilAlive(page);
  const field = page.getByRole("textbox", { name: "Prompt" });
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  for (const prompt of prompts) {
    await field.fill(prompt);
    while (await fewer.isEnabled()) await fewer.click();
    await field.press("Control+Enter");
    await expect(cell(page, prompt)).toBeVisible({ timeout: 60_000 });
  }
}

async function openPicture(page: Page, prompt: string) {
  await cell(page, prompt).focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: /^Picture/ });
  await expect(viewer).toBeVisible();
  return { viewer, picture: viewer.getByRole("img", { name: `Generated image: ${prompt}` }) };
}

async function middleOf(place: Locator) {
  const box = await place.boundingBox();
  if (!box) throw new Error("It is not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
}

test("the original is fetched only when more than the whole picture is looked at, by wheel and drag", async ({
  page,
}) => {
  await makeRuns(page, ["A pier at low tide"]);
  const originals: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (/^\/api\/images\/\w+$/.test(pathname) && search === "") originals.push(pathname);
  });
  const { viewer, picture } = await openPicture(page, "A pier at low tide");
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  expect(originals).toEqual([]);

  const whole = await middleOf(picture);
  await page.mouse.move(whole.x, whole.y);
  await page.mouse.wheel(0, -400);
  await expect(viewer.getByRole("button", { name: /^\d+%$/ })).toBeVisible();
  await expect.poll(() => originals.length).toBe(1);
  const zoomed = await middleOf(picture);
  expect(zoomed.width).toBeGreaterThan(2 * whole.width);
  // What lay under the pointer stays there.
  expect(zoomed.x).toBeCloseTo(whole.x, 0);
  expect(zoomed.y).toBeCloseTo(whole.y, 0);

  await page.mouse.down();
  await page.mouse.move(whole.x + 60, whole.y - 40, { steps: 4 });
  await page.mouse.up();
  const moved = await middleOf(picture);
  expect(moved.x).toBeCloseTo(zoomed.x + 60, 0);
  expect(moved.y).toBeCloseTo(zoomed.y - 40, 0);
  await page.keyboard.press("z");
  await expect(viewer.getByRole("button", { name: /^Fit \d+%$/ })).toBeVisible();
  expect((await middleOf(picture)).x).toBeCloseTo(whole.x, 0);
});

/** The colour around the picture, as its style names it. */
const surroundOf = (picture: Locator) =>
  picture.evaluate((image) => {
    let element: HTMLElement | null = image as HTMLElement;
    while (element && !element.style.background.includes("--surround-"))
      element = element.parentElement;
    return element?.style.background;
  });

test("each surround lies around the picture, by its key and by its button", async ({ page }) => {
  await makeRuns(page, ["A gate in snow"]);
  const { viewer, picture } = await openPicture(page, "A gate in snow");
  const names = ["black", "grey", "white", "checker"] as const;
  for (const [index, name] of names.entries()) {
    await page.keyboard.press(`Shift+Digit${index + 1}`);
    await expect.poll(() => surroundOf(picture)).toBe(`var(--surround-${name})`);
  }
  await viewer.getByRole("radio", { name: "Grey surround" }).click();
  await expect.poll(() => surroundOf(picture)).toBe("var(--surround-grey)");
  await expect(viewer.getByRole("radio", { name: "Grey surround" })).toBeChecked();
});

test("the filmstrip leads to the pictures of this run and of the runs beside it", async ({
  page,
}) => {
  await makeRuns(page, ["A first canoe", "A second canoe", "A third canoe"]);
  const { viewer } = await openPicture(page, "A second canoe");
  const strip = viewer.getByRole("navigation", { name: /^Pictures of this run/ });
  const prints = strip.getByRole("button");
  await expect(prints).toHaveCount(3);
  await expect(prints.nth(1)).toHaveAttribute("aria-current", "true");
  // Newer runs come first, as in the feed.
  await prints.nth(0).click();
  await expect(viewer.getByRole("img", { name: "Generated image: A third canoe" })).toBeVisible();
  await prints.nth(1).click();
  await expect(viewer.getByRole("img", { name: "Generated image: A second canoe" })).toBeVisible();
  await prints.nth(2).press("Enter");
  await expect(viewer.getByRole("img", { name: "Generated image: A first canoe" })).toBeVisible();
});
