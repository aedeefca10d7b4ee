import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeTestPhotos } from "@/lib/media/test-images";
import { expect, giveFiles, test, untilAlive } from "./fixtures";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-fields-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("one field, or one reference, of a recipe is taken without leaving the picture", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await giveFiles(page, "drop", await makeTestPhotos(folder, 2));
  const tiles = page.getByRole("button", { name: /, slot \d of \d/ });
  await expect(page.getByRole("button", { name: /^photo-2, slot 2 of 2, no job$/ })).toBeVisible();
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("A kettle on a sill");
  await page.getByRole("button", { name: /^Aspect ratio/ }).click();
  await page.getByRole("radio", { name: /^16:9/ }).click();
  await page.keyboard.press("Escape");
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await page.getByRole("button", { name: "Generate 1" }).click();
  const done = page.getByRole("button", { name: /^A kettle on a sill, AK.*Done$/ });
  await expect(done).toBeVisible({ timeout: 60_000 });

  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(tiles).toHaveCount(0);
  await page.getByRole("button", { name: /^Aspect ratio/ }).click();
  await page.getByRole("radio", { name: /^3:4/ }).click();
  await page.keyboard.press("Escape");
  await prompt.fill("Words of my own");

  await done.focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog");
  await viewer.getByRole("button", { name: "Take the ratio 16:9" }).press("Enter");
  await expect(page.getByText(/^The ratio of AK.* is set$/)).toBeVisible();
  await viewer.getByRole("button", { name: "Take @photo-2 into the tray" }).press("Enter");
  await expect(page.getByText("photo-2 is now in slot 1.")).toBeVisible();
  await viewer.getByRole("button", { name: "Take the prompt alone" }).press("Enter");
  await expect(page.getByText(/^The prompt of AK.* is in the composer$/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();

  await expect(prompt).toHaveText("A kettle on a sill");
  await expect(tiles).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Aspect ratio 16:9" })).toBeVisible();
});
