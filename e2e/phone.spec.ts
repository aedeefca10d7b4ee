import type { Page } from "@playwright/test";
import { finger } from "./finger";
import { expect, test } from "./fixtures";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const strip = (page: Page) =>
  page.getByRole("region", { name: "Composer" }).getByRole("button").first();

/** Four pictures of `text`, asked for in the sheet. */
async function makePictures(page: Page, text: string) {
  await page.goto("/");
  const sheet = page.getByRole("dialog", { name: "New picture" });
  await expect(async () => {
    await strip(page).tap();
    await expect(sheet).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await sheet.getByRole("textbox", { name: "Prompt" }).fill(text);
  await sheet.getByRole("button", { name: /^Generate 4/ }).tap();
  await sheet.getByRole("button", { name: "Close" }).tap();
  await expect(sheet).toBeHidden();
  const done = page.getByRole("button", { name: new RegExp(`^${text}.*Done$`) });
  await expect(done).toHaveCount(4, { timeout: 60_000 });
  return done;
}

test("the composer is a sheet with a camera, photos and every setting, and nothing is too small for a thumb", async ({
  page,
}) => {
  await page.goto("/");
  const sheet = page.getByRole("dialog", { name: "New picture" });
  await expect(async () => {
    await strip(page).tap();
    await expect(sheet).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const camera = page.waitForEvent("filechooser");
  await sheet.getByRole("button", { name: "Camera" }).tap();
  expect(await (await camera).element().getAttribute("capture")).toBe("environment");
  await sheet.getByRole("radio", { name: "3:4" }).tap();
  await expect(sheet.getByRole("radio", { name: "3:4" })).toBeChecked();
  await expect(sheet.getByRole("button", { name: /^Generate 4/ })).toBeInViewport({ ratio: 1 });

  for (const control of await sheet.getByRole("button").or(sheet.getByRole("radio")).all()) {
    const box = await control.boundingBox();
    const name = await control.textContent();
    expect(Math.round(box?.height ?? 0), `${name} is high enough`).toBeGreaterThanOrEqual(44);
  }
});

test("a finger that rests on a picture opens its verbs; under the prints there are the main ones", async ({
  page,
}) => {
  const done = await makePictures(page, "Plums in a basket");
  const { hold } = await finger(page);
  const menu = page.getByRole("menu");
  await hold(done.first(), menu);
  await expect(page.getByRole("dialog")).toBeHidden();
  await menu.getByRole("menuitem", { name: "Continue", exact: true }).tap();
  const sheet = page.getByRole("dialog", { name: "New picture" });
  await expect(sheet.getByRole("button", { name: "Continue with this" })).toBeVisible();
  await sheet.getByRole("button", { name: "Close" }).tap();
  await expect(page.getByText("Staged", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Recipe", exact: true }).first().tap();
  await expect(sheet.getByRole("textbox", { name: "Prompt" })).toHaveText("Plums in a basket");
});

test("the viewer is swiped from picture to picture and pinched; the next one is whole again", async ({
  page,
}) => {
  const done = await makePictures(page, "A kite over dunes");
  await done.first().tap();
  const viewer = page.getByRole("dialog");
  const pictures = viewer.getByRole("list", { name: "Pictures of this run" });
  const first = pictures.getByRole("listitem").first();
  const shown = first.getByRole("img").first();
  await expect(shown).toBeVisible();
  const widthOf = async () => (await shown.boundingBox())?.width ?? 0;
  const whole = await widthOf();
  const placeOf = async () => (await first.boundingBox())?.x;
  const place = await placeOf();
  const { pinchOut, swipeLeft } = await finger(page);
  await pinchOut(first);
  await expect.poll(widthOf).toBeGreaterThan(whole * 1.5);

  await viewer.press("ArrowRight");
  await expect(viewer.getByText(/ · 2 of 4$/)).toBeVisible();
  await viewer.press("ArrowLeft");
  await expect.poll(widthOf).toBeCloseTo(whole, 0);
  // The finger comes down once the list has come to rest.
  await expect.poll(placeOf).toBe(place);

  await swipeLeft(first);
  await expect(viewer.getByText(/ · 2 of 4$/)).toBeVisible();
});

test("all pictures are seen at once, three in a row", async ({ page }) => {
  const done = await makePictures(page, "Shells on slate");
  await page.getByRole("button", { name: "All pictures, three in a row" }).tap();
  const boxes = await Promise.all([0, 1, 2, 3].map((index) => done.nth(index).boundingBox()));
  const [first, , third, fourth] = boxes;
  expect(third?.y).toBe(first?.y);
  expect(fourth?.y).toBeGreaterThan(first?.y ?? 0);
  expect((third?.x ?? 0) + (third?.width ?? 0)).toBeLessThanOrEqual(390);
  await done.nth(3).tap();
  await expect(page.getByRole("dialog").getByText(/ · 4 of 4$/)).toBeVisible();
});
