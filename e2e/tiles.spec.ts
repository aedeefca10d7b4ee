import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { makeTestPhotos } from "@/lib/media/test-images";
import { expect, giveFiles, test, untilAlive } from "./fixtures";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-tiles-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `place` such as `1 of 3`. */
const tileOf = (page: Page, name: string, place: string) =>
  page.getByRole("button", { name: new RegExp(`^${name}, slot ${place}, no job$`) });

async function begin(page: Page, photoCount: number) {
  await page.goto("/");
  await untilAlive(page);
  await giveFiles(page, "drop", await makeTestPhotos(folder, photoCount));
  for (let number = 1; number <= photoCount; number += 1)
    await expect(tileOf(page, `photo-${number}`, `${number} of ${photoCount}`)).toBeVisible();
}

async function choose(tile: Locator, row: string) {
  await tile.press("Enter");
  await tile.page().getByRole("menuitem", { name: row, exact: true }).press("Enter");
}

async function middleOf(tile: Locator) {
  const box = await tile.boundingBox();
  if (!box) throw new Error("The tile is not on the screen");
  return [box.x + box.width / 2, box.y + box.height / 2] as const;
}

test("a tile is dragged to another place, and the others make room", async ({ page }) => {
  await begin(page, 3);
  const first = tileOf(page, "photo-1", "1 of 3");
  // What takes hold of tiles comes with the first quiet moment.
  await expect(async () => {
    const [from, to] = [await middleOf(first), await middleOf(tileOf(page, "photo-3", "3 of 3"))];
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(from[0] + 12, from[1], { steps: 3 });
    await page.mouse.move(...to, { steps: 8 });
    await page.mouse.up();
    await expect(tileOf(page, "photo-1", "3 of 3")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(tileOf(page, "photo-2", "1 of 3")).toBeVisible();
  await expect(tileOf(page, "photo-3", "2 of 3")).toBeVisible();
});

test("references are looked at one by one, and the focus comes back to the last", async ({
  page,
}) => {
  await begin(page, 2);
  await choose(tileOf(page, "photo-1", "1 of 2"), "Look closely");
  const first = page.getByRole("dialog", { name: "@photo-1" });
  await expect(first.getByText("Slot 1, no job, 320 × 240 pixels")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  const second = page.getByRole("dialog", { name: "@photo-2" });
  await expect(second.getByRole("img", { name: "photo-2" })).toBeVisible();
  await expect(second.getByText("Slot 2, no job, 321 × 240 pixels")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(second).toBeHidden();
  await expect(tileOf(page, "photo-2", "2 of 2")).toBeFocused();
});

test("a tile gets another file, keeps its name, and the old one can be brought back", async ({
  page,
}) => {
  await begin(page, 1);
  const tile = tileOf(page, "photo-1", "1 of 1");
  const [, other] = await makeTestPhotos(path.join(folder, "other"), 2);
  const look = page.getByRole("dialog", { name: "@photo-1" });

  const chooser = page.waitForEvent("filechooser");
  await choose(tile, "Replace by a file…");
  await (await chooser).setFiles(other ?? "");
  await expect(page.getByText("photo-1 has a new picture")).toBeVisible();
  await expect(tile).toBeVisible();
  await choose(tile, "Look closely");
  await expect(look.getByText("Slot 1, no job, 321 × 240 pixels")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(look).toBeHidden();

  await page.getByRole("button", { name: "Undo" }).last().click();
  await choose(tile, "Look closely");
  await expect(look.getByText("Slot 1, no job, 320 × 240 pixels")).toBeVisible();
});

test("after the sixth picture a line says that the first six survive best", async ({ page }) => {
  await begin(page, 6);
  const rows = page.getByRole("list", { name: "Reference pictures" }).getByRole("listitem");
  const line = rows.filter({ hasText: "The first six survive best" });
  await expect(line).toHaveCount(0);
  await giveFiles(page, "drop", (await makeTestPhotos(folder, 7)).slice(6));
  await expect(tileOf(page, "photo-7", "7 of 7")).toBeVisible();
  await expect(rows.nth(6)).toHaveText("The first six survive best");
});

test("a whole folder is picked without a mouse, and what is no picture is told", async ({
  page,
}) => {
  const whole = path.join(folder, "whole");
  await makeTestPhotos(whole, 2);
  writeFileSync(path.join(whole, "notes.txt"), "Not a picture");
  await page.goto("/");
  await untilAlive(page);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "A whole folder" }).press("Enter");
  await (await chooser).setFiles(whole);
  await expect(tileOf(page, "photo-1", "1 of 2")).toBeVisible();
  await expect(tileOf(page, "photo-2", "2 of 2")).toBeVisible();
  await expect(page.getByText(/notes.* was left out: it is not a picture\./).first()).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find a command" }).fill("folder of pictures");
  const again = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await again).setFiles(whole);
  await expect(page.getByText(/is already in slot \d/).first()).toBeVisible();
});
