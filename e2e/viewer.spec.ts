import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeTestPhotos } from "@/lib/media/test-images";
import { expect, giveFiles, test } from "./fixtures";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-viewer-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a picture is looked at closely by keys: zoom, surround, siblings, and its family", async ({
  page,
}) => {
  await page.goto("/");
  await giveFiles(page, "drop", await makeTestPhotos(folder, 1));
  await expect(page.getByRole("button", { name: /, slot 1 of 1, no job$/ })).toBeVisible();
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("A lighthouse in fog");
  const generate = page.getByRole("button", { name: /^Generate 4/ });
  await expect(generate).toBeEnabled({ timeout: 60_000 });
  await prompt.press("Control+Enter");
  const done = page.getByRole("button", { name: /A lighthouse in fog.*Done/ });
  await expect(done).toHaveCount(4, { timeout: 60_000 });
  await done.first().focus();
  await page.keyboard.press("Enter");

  const viewer = page.getByRole("dialog");
  const fit = viewer.getByRole("button", { name: /^Fit \d+%$/ });
  await expect(fit).toBeVisible();
  await page.keyboard.press("z");
  await expect(viewer.getByRole("button", { name: /^(100|200)%$/ })).toBeVisible();
  await page.keyboard.press("z");
  await expect(fit).toBeVisible();

  await page.keyboard.press("Shift+Digit3");
  await expect(viewer.getByRole("radio", { name: "White surround" })).toBeChecked();
  const lineage = viewer.getByRole("navigation", { name: "Lineage" });
  await expect(lineage.getByRole("button", { name: /\/1, Fresh$/ })).toBeVisible();
  const upload = lineage.getByRole("listitem").first();
  await expect(upload).toContainText(/^Upload, @/);
  await expect(upload.getByRole("button")).toHaveCount(0);

  await page.keyboard.press("ArrowRight");
  await expect(lineage.getByRole("button", { name: /\/2, Fresh$/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();

  await done.first().focus();
  await page.keyboard.press("Enter");
  await expect(viewer.getByRole("radio", { name: "White surround" })).toBeChecked();
});
