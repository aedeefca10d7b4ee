import type { Page } from "@playwright/test";
import { expect, test, untilAlive } from "./fixtures";

/** Pictures of one run, without a hand on the mouse. */
async function makePictures(page: Page, prompt: string) {
  await page.goto("/");
  await untilAlive(page);
  const field = page.getByRole("textbox", { name: "Prompt" });
  await field.fill(prompt);
  await field.press("Control+Enter");
  const done = page.getByRole("button", { name: new RegExp(`${prompt}.*Done`) });
  await expect(done).toHaveCount(4, { timeout: 60_000 });
  return done;
}

test("two pictures are compared, swapped and left by keys alone", async ({ page }) => {
  const pictures = await makePictures(page, "Pears on linen");
  await pictures.nth(0).focus();
  await page.keyboard.press("c");
  await expect(page.getByText(/is chosen\./)).toBeVisible();
  await pictures.nth(1).focus();
  await page.keyboard.press("c");

  const compare = page.getByRole("dialog", { name: "Compare" });
  await expect(compare.getByRole("region", { name: /^A: .*\/1$/ })).toBeVisible();
  await expect(compare.getByRole("region", { name: /^B: .*\/2$/ })).toBeVisible();
  await expect(page).toHaveURL(/compare=\w+,\w+/);

  await page.keyboard.press("m");
  await expect(compare.getByRole("radio", { name: "Slider" })).toBeChecked();
  await compare.getByRole("slider").press("ArrowLeft");
  await expect(compare.getByRole("slider")).toHaveAttribute("aria-valuenow", "48");
  await page.keyboard.press("s");
  await expect(compare.getByRole("region", { name: /^A: .*\/2$/ })).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(compare).toBeHidden();
  await expect(page).not.toHaveURL(/compare=/);
});

test("of four pictures one is left after three were dropped, and each can be brought back", async ({
  page,
}) => {
  await makePictures(page, "Quinces in a bowl");
  await page.getByRole("button", { name: /^More/ }).first().press("Enter");
  await page.getByRole("menuitem", { name: "Compare all 4" }).press("Enter");

  const compare = page.getByRole("dialog", { name: "Compare" });
  const stages = compare.getByRole("region");
  await expect(stages).toHaveCount(4);
  await expect(compare.getByRole("region", { name: /^3: / })).toBeVisible();
  await page.keyboard.press("3");
  await page.keyboard.press("x");
  await expect(stages).toHaveCount(3);
  await expect(page.getByText("3 is out of the comparison")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(stages).toHaveCount(4);
  for (const count of [3, 2, 1]) {
    await page.keyboard.press("x");
    await expect(stages).toHaveCount(count);
  }
  await expect(compare.getByText("One is left.")).toBeVisible();
});

test("a link to pictures that are not the team's says so", async ({ page }) => {
  await page.goto("/?compare=01JD0000000000000000000001,01JD0000000000000000000002");
  await expect(page.getByText(/These pictures are not here/)).toBeVisible();
});
