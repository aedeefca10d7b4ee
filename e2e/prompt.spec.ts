import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeTestPhotos } from "@/lib/media/test-images";
import { expect, giveFiles, test, untilAlive } from "./fixtures";

const folder = mkdtempSync(path.join(tmpdir(), "maquette-prompt-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a picture is named by keys alone and the gateway is told its place", async ({
  page,
  studio,
}) => {
  await page.goto("/");
  await giveFiles(page, "drop", await makeTestPhotos(folder, 2));
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.focus();
  await page.keyboard.type("Тихое озеро, свет как @2");
  await expect(page.getByRole("option", { name: "@photo-2" })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type("утром");
  await expect(prompt).toHaveText("Тихое озеро, свет как @photo-2 утром");

  await expect(page.getByRole("button", { name: "Generate 4" })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect
    .poll(async () => (await studio.acceptedTasks()).map((task) => task.prompt))
    .toContain("Тихое озеро, свет как image 2 (photo-2) утром");
});

test("a word without its picture is told, removed by one button and brought back", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("Light of @cap at dawn");
  await expect(page.getByRole("button", { name: /^Generate/ })).toBeDisabled();
  await page.getByRole("button", { name: "Remove the word" }).click();
  await expect(prompt).toHaveText("Light of at dawn");
  await expect(page.getByRole("button", { name: /^Generate/ })).toBeEnabled();
  await prompt.press("Control+z");
  await expect(prompt).toHaveText("Light of @cap at dawn");
});

test("alternatives and values say what they come to before anything is sent", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("textbox", { name: "Prompt" }).fill("A {red|green} boat at [[time]]");
  await page.getByRole("textbox", { name: "Values of time" }).fill("dawn|noon|dusk");
  await expect(page.getByText("6 × 4 = 24 pictures")).toBeVisible();
});

test("one undo brings back the text and the tray that a recipe took the place of", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("A jetty in the rain");
  await prompt.press("Control+Enter");
  const run = page.getByRole("article").filter({ hasText: "A jetty in the rain" });
  await expect(run).toBeVisible();
  await giveFiles(page, "drop", await makeTestPhotos(folder, 1));
  await prompt.fill("Half a thought");
  await run.getByRole("button", { name: /Use recipe/ }).click();
  await expect(prompt).toHaveText("A jetty in the rain");
  await prompt.press("Control+z");
  await expect(prompt).toHaveText("Half a thought");
  await expect(page.getByRole("button", { name: /^photo-1, slot 1 of 1/ })).toBeVisible();
});
