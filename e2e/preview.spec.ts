import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { noise } from "@/lib/media/test-images";
import { expectNoViolations } from "./axe";
import { expect, giveFiles, test, untilAlive } from "./fixtures";

test.use({ pictures: "large" });

const folder = mkdtempSync(path.join(tmpdir(), "maquette-preview-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** Of no other journey: the gateway has seen none of them yet. */
async function makePhotos(): Promise<string[]> {
  const files = ["photo-1.jpg", "photo-2.png"].map((name) => path.join(folder, name));
  for (const [index, file] of files.entries())
    await noise(420 + 4 * index, 315 + 3 * index).toFile(file);
  return files;
}

const promptOf = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const panelOf = (page: Page) => page.getByRole("dialog", { name: "What will be sent" });
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("the panel shows the request that the gateway then gets, and what it does not get", async ({
  page,
  studio,
}) => {
  await page.goto("/");
  await giveFiles(page, "drop", await makePhotos());
  await promptOf(page).fill("A lake, light as @photo-2\n// ask the client first");
  await page.getByRole("button", { name: "Switch off photo-1" }).click();
  await page.getByRole("button", { name: "What will be sent" }).click();

  const panel = panelOf(page);
  await expect(panel.getByText("A lake, light as image 1 (photo-2)")).toBeVisible();
  await expect(panel.getByRole("listitem").filter({ hasText: "photo-2" })).toContainText(
    "uploads first",
  );
  await expect(panel.getByText("@photo-1 is switched off")).toBeVisible();
  await expect(panel.getByText("Note: “ask the client first”")).toBeVisible();
  await expect(panel.getByText("4 × $0.06, references included")).toBeVisible();
  await expectNoViolations(page);

  await panel.getByRole("button", { name: "Copy as JSON" }).click();
  const body = JSON.parse(await copied(page));
  expect(body).toMatchObject({ n: 1, size: "4:3", image_urls: ["<image 1: photo-2>"] });
  await panel.getByRole("button", { name: "Copy as curl" }).click();
  expect(await copied(page)).toContain('-H "Authorization: Bearer $TOAPIS_API_KEY"');

  await page.getByRole("button", { name: "Generate 4" }).click();
  await expect
    .poll(async () => (await studio.acceptedTasks()).map(({ prompt }) => prompt))
    .toContain(body.prompt);
  // It stays open, and sees the picture arrive.
  await expect(panel.getByText("on the gateway")).toBeVisible();
});

test("it opens while writing, follows the text, and Escape goes on writing", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  await promptOf(page).fill("A boat at noon");
  await page.keyboard.press("Alt+s");
  const panel = panelOf(page);
  await expect(panel).toBeFocused();
  await expect(panel.getByText("A boat at noon")).toBeVisible();

  await promptOf(page).fill("A boat at {noon|dusk}");
  await expect(panel.getByText("A boat at noon")).toBeVisible();
  await panel.getByRole("button", { name: "Next text" }).click();
  await expect(panel.getByText("A boat at dusk")).toBeVisible();
  await expect(panel.getByText("8 tasks")).toBeVisible();

  await page.keyboard.press("Alt+s");
  await expect(panel).toBeHidden();
  await expect(promptOf(page)).toBeFocused();
});

test("it says what is in the way, and each button has a request of its own", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("button", { name: "What will be sent" }).click();
  const panel = panelOf(page);
  await expect(panel.getByText("Describe the picture first")).toBeVisible();
  await page.keyboard.press("Escape");

  await promptOf(page).fill("A quay at night");
  await page.getByRole("button", { name: "One picture fewer" }).click({ clickCount: 3 });
  await promptOf(page).press("Control+Enter");
  const done = page.getByRole("button", { name: /A quay at night.*Done/ });
  await expect(done).toHaveCount(1, { timeout: 60_000 });
  await done.click();
  await page.getByRole("dialog").getByRole("button", { name: "Continue", exact: true }).click();
  await promptOf(page).fill("The same at dawn");
  await page.keyboard.press("Alt+s");
  await expect(panel.getByText("The same at dawn", { exact: true })).toBeVisible();
  await expect(panel.getByText(/staged: only “Continue with this” starts from it/)).toBeVisible();
  await panel.getByRole("radio", { name: "Continue with this" }).click();
  await expect(panel.getByText(/^Start from image 1 and change it as follows/)).toBeVisible();
  await expect(panel.getByRole("listitem")).toHaveCount(1);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("it is a sheet over the sheet", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Describe the picture…" }).click();
    await promptOf(page).fill("A lighthouse");
    await page.getByRole("button", { name: "What will be sent" }).click();
    const panel = panelOf(page);
    await expect(panel.getByText("A lighthouse")).toBeVisible();
    await expectNoViolations(page);
    await panel.getByRole("button", { name: "Close" }).click();
    await expect(promptOf(page)).toBeVisible();
  });
});
