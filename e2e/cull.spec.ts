import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test } from "./fixtures";
import { box, cells, found, pictures, search } from "./library-page";
import { fillLibrary } from "./library-pictures";

test.use({ history: "cull" });

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: "a green teapot on linen", at: "2026-08-14T10:00:00Z", count: 5 },
    { prompt: "a brass lamp at night", at: "2026-07-09T10:00:00Z", count: 6 },
    { prompt: "a linen towel", at: "2026-06-03T10:00:00Z", count: 4 },
  ]);
});

const at = (page: Page, number: number, marks = "") =>
  pictures(page).getByRole("button", { name: new RegExp(`/${number}${marks}$`) });

test("pictures are picked, rejected and rated by key, one after the other, and taken back", async ({
  page,
}) => {
  await page.goto("/library?q=teapot");
  await found(page, 5);
  await at(page, 1).focus();
  await page.keyboard.press("p");
  await expect(at(page, 1, ", picked")).toBeVisible();
  await expect(at(page, 2)).toBeFocused();
  await page.keyboard.press("x");
  await expect(at(page, 2, ", rejected")).toBeVisible();
  await page.keyboard.press("4");
  await expect(at(page, 3, ", 4 stars")).toBeVisible();
  await expect(at(page, 4)).toBeFocused();

  await page.keyboard.press("Control+z");
  await expect(at(page, 3)).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(at(page, 2)).toBeFocused();
  await page.keyboard.press("u");
  await expect(at(page, 3)).toBeFocused();

  await page.reload();
  await expect(at(page, 1, ", picked")).toBeVisible();
  await expect(at(page, 2)).toBeVisible();
  await search(page, "teapot mark:picked");
  await found(page, 1);
  await search(page, "teapot status:unmarked");
  await found(page, 4);
  const filters = page.getByRole("complementary", { name: "Filters" });
  const ofTeam = filters.getByRole("list", { name: "Status" });
  await ofTeam.getByRole("checkbox", { name: "Not marked 4" }).uncheck();
  await found(page, 5);
});

test("one by one over the whole window a mark leads on, and the grid knows where one was", async ({
  page,
}) => {
  await page.goto("/library?q=lamp");
  await found(page, 6);
  await at(page, 2).focus();
  await page.keyboard.press("f");
  const cull = (position: number) =>
    page.getByRole("dialog", { name: `Culling, ${position} of 6` });
  await expect(cull(2)).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press("p");
  await expect(cull(3)).toBeVisible();
  // Quicker than the picture goes: each key means the next picture.
  await page.keyboard.press("x");
  await page.keyboard.press("x");
  await expect(cull(5)).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(cull(4).getByText("Rejected", { exact: true }).first()).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(cull(4).getByRole("button", { name: "Reject", pressed: true })).toBeHidden();
  await cull(4).getByRole("button", { name: "3 stars" }).click();
  await expect(cull(5)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(at(page, 5)).toBeFocused();
  await expect(at(page, 2, ", picked")).toBeVisible();
  await expect(at(page, 3, ", rejected")).toBeVisible();
  await expect(at(page, 4, ", 3 stars")).toBeVisible();
});

test("in the viewer the others of a run are rejected at once, and brought back", async ({
  page,
}) => {
  await page.goto("/library?q=towel");
  await found(page, 4);
  await at(page, 2).click();
  const viewer = page.getByRole("dialog");
  await viewer.getByRole("button", { name: "Reject the others" }).click();
  await expect(page.getByText("Picked, and 3 others rejected.")).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Pick", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(viewer.getByRole("button", { name: "Pick", exact: true })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
  await page.keyboard.press("Shift+x");
  await expect(page.getByText("Picked, and 3 others rejected.").last()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(at(page, 2, ", picked")).toBeFocused();
  await expect(at(page, 1, ", rejected")).toBeVisible();
  await search(page, "towel has:stars");
  await expect(page.getByText("Nothing has all of that.")).toBeVisible();
  await expect(box(page)).toBeVisible();
  await search(page, "towel mark:rejected");
  await found(page, 3);
  await expect(cells(page)).toHaveCount(3);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the same is done with the thumb", async ({ page }) => {
    await page.goto("/library?q=teapot");
    await expect(cells(page).first()).toBeVisible();
    await page.getByRole("button", { name: "Cull" }).click();
    const cull = page.getByRole("dialog", { name: "Culling, 1 of 5" });
    await expect(cull).toBeVisible();
    await expectNoViolations(page);
    await cull.getByRole("button", { name: "Reject", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Culling, 2 of 5" })).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(at(page, 1, ", rejected")).toBeVisible();
  });
});
