import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { makeHeavyJpeg, makeTestPhotos } from "@/lib/media/test-images";
import { expect, giveFiles, OWNER, test, untilAlive } from "./fixtures";

test.use({ pictures: "large" });

const folder = mkdtempSync(path.join(tmpdir(), "maquette-files-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a designer turns fourteen references and a sentence into four pictures that survive kill -9", async ({
  page,
  studio,
}) => {
  test.setTimeout(300_000);
  const photos = await makeTestPhotos(folder, 13);
  const heavy = await makeHeavyJpeg(folder, 9);
  const [pasted = "", ...dropped] = photos;
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Sandbox", exact: true })).toBeVisible();

  await giveFiles(page, "drop", [...dropped, heavy]);
  await giveFiles(page, "paste", [pasted]);
  const tiles = page.getByRole("button", { name: /, slot \d+ of 14, no job$/ });
  await expect(tiles).toHaveCount(14);
  await page.getByRole("textbox", { name: "Prompt" }).fill("A wide banner with an amber bottle");
  // It has followed the first of the photos, until it is chosen by hand.
  await page.getByRole("button", { name: "Aspect ratio 4:3" }).click();
  await page.getByRole("radio", { name: "21:9" }).click();
  const generate = page.getByRole("button", { name: "Generate 4" });
  await expect(generate).toBeEnabled({ timeout: 60_000 });
  await generate.click();

  const done = page.getByRole("button", { name: /A wide banner.*Done/ });
  await expect(done).toHaveCount(4, { timeout: 120_000 });
  await expect(page.getByRole("textbox", { name: "Prompt" })).toHaveText(
    "A wide banner with an amber bottle",
  );

  await studio.killAndRestart();
  await page.goto("/");
  await expect(done).toHaveCount(4);
  await expect(tiles).toHaveCount(14);
  await expect(page.getByRole("textbox", { name: "Prompt" })).toHaveText(
    "A wide banner with an amber bottle",
  );

  await done.first().click();
  const viewer = page.getByRole("dialog");
  await expect(viewer.getByText("6336 × 2688").first()).toBeVisible();
  await expect(viewer.getByText("gemini-3-pro-image-preview-4k")).toBeVisible();
  await expect(viewer.getByText("14 sent")).toBeVisible();
  await expect(viewer.getByText("Accepted by the gateway")).toBeVisible();
  const download = page.waitForEvent("download");
  await viewer.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toMatch(/^AK-\d{4}-\d{2,}-\d\.(png|jpg|webp)$/);
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
});

// In a session of its own: the other journeys go on in theirs.
test.describe("who signs out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  test("finds the prompt at the next sign-in, and the door is shut", keepsPrompt);
});

async function keepsPrompt({ page }: { page: Page }) {
  await page.goto("/");
  await page.getByLabel("Mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await untilAlive(page);
  await page.getByRole("textbox", { name: "Prompt" }).fill("Half a thought");
  await page.getByRole("button", { name: OWNER.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect((await page.request.get("/api/status?ids=")).status()).toBe(401);

  await page.getByLabel("Mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The mail or the password is wrong.")).toBeVisible();
  await expect(page.getByLabel("Mail")).toHaveValue(OWNER.email);

  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("textbox", { name: "Prompt" })).toHaveText("Half a thought");
}
