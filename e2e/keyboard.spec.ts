import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeTestPhotos } from "@/lib/media/test-images";
import { expect, giveFiles, test, untilAlive } from "./fixtures";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-keyboard-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("references are moved, removed and brought back without a mouse", async ({ page }) => {
  await page.goto("/");
  await giveFiles(page, "drop", await makeTestPhotos(folder, 3));
  const tile = (name: string, slot: number, count = 3) =>
    page.getByRole("button", { name: `${name}, slot ${slot} of ${count}, no job`, exact: true });
  await expect(tile("photo-1", 1)).toBeVisible();

  await tile("photo-1", 1).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(tile("photo-1", 2)).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(tile("photo-2", 1, 2)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tile("photo-1", 2)).toBeVisible();

  await page.reload();
  await expect(tile("photo-1", 2)).toBeVisible();
});

test("a prompt goes out by Ctrl+Enter, opens with Enter and closes with Escape", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("Oranges in a pyramid");
  await prompt.press("Control+Enter");
  await expect(prompt).toBeFocused();
  await expect(prompt).toHaveText("Oranges in a pyramid");

  const done = page.getByRole("button", { name: /Oranges in a pyramid.*Done/ });
  await expect(done).toHaveCount(4, { timeout: 60_000 });
  await done.first().focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog");
  await expect(viewer).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByText(/· 2 of 4$/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
});
