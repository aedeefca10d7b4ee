import type { Page } from "@playwright/test";
import { expect, test, untilAlive } from "./fixtures";

const promptOf = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const cell = (page: Page, prompt: string) =>
  page.getByRole("button", { name: new RegExp(`^${prompt}, AK.*Done$`) });

async function open(page: Page) {
  await page.goto("/");
  await untilAlive(page);
}

/** One picture of the prompt, sent by the keys given. */
async function press(page: Page, prompt: string, keys: string) {
  await promptOf(page).fill(prompt);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await promptOf(page).press(keys);
  await expect(cell(page, prompt)).toBeVisible({ timeout: 60_000 });
}

test("brackets put the rail and the inspector away, and the rail is found as it was left", async ({
  page,
}) => {
  await open(page);
  await press(page, "A brass bell", "Control+Enter");
  const rail = page.getByRole("navigation", { name: "Sections" });
  await cell(page, "A brass bell").focus();
  await page.keyboard.press("[");
  await expect(rail).toBeHidden();
  await page.reload();
  await untilAlive(page);
  await expect(rail).toBeHidden();
  await page.getByRole("button", { name: "Show the rail" }).click();
  await expect(rail).toBeVisible();
  await expect(page.getByRole("button", { name: "Show the rail" })).toBeHidden();

  // Its key is there as soon as its button is.
  await expect(page.getByRole("button", { name: "Inspector", exact: true })).toBeVisible();
  await cell(page, "A brass bell").focus();
  await page.keyboard.press("]");
  await expect(page.getByRole("complementary", { name: "Inspector" })).toBeVisible();
  await page.keyboard.press("]");
  await expect(page.getByRole("complementary", { name: "Inspector" })).toBeHidden();
});

test("Alt and Enter send before what else the person has waiting", async ({ page, studio }) => {
  await open(page);
  await press(page, "An urgent gong", "Alt+Enter");
  await press(page, "A gong that can wait", "Control+Enter");
  const priorities = await studio.query(
    "select g.prompt_as_typed as prompt, v.priority from variant v join generation g on g.id = v.generation_id where g.prompt_as_typed like '%gong%' order by v.priority",
  );
  expect(priorities).toEqual([
    { prompt: "An urgent gong", priority: -1 },
    { prompt: "A gong that can wait", priority: 0 },
  ]);
  await expect(promptOf(page)).toHaveText("A gong that can wait");
});

test("a picture on the clipboard becomes a reference by its key, also with text beside it", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 480;
    canvas.getContext("2d")?.fillRect(100, 100, 200, 200);
    const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!picture) throw new Error("no picture");
    const text = new Blob(["a table"], { type: "text/plain" });
    await navigator.clipboard.write([
      new ClipboardItem({ "image/png": picture, "text/plain": text }),
    ]);
  });
  // The key comes with the layer that takes files.
  await expect(page.locator("div.fixed.inset-0")).toBeAttached();
  await promptOf(page).fill("Half a thought");
  await promptOf(page).press("Control+Shift+V");
  await expect(page.getByRole("button", { name: /^pasted, slot 1 of 1/ })).toBeVisible();
  await expect(promptOf(page)).toHaveText("Half a thought");

  await page.evaluate(() => navigator.clipboard.writeText("only words"));
  await promptOf(page).press("Control+Shift+V");
  await expect(page.getByText("There is no picture on the clipboard.")).toBeVisible();
});

test("a picture is compared with what it starts from by one key, and its prompt is copied by another", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await press(page, "A chair by a wall", "Control+Enter");
  await cell(page, "A chair by a wall").focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: /^Picture/ });
  await viewer.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(viewer).toBeHidden();
  await press(page, "Paint the wall blue", "Control+Shift+Enter");

  await cell(page, "Paint the wall blue").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Shift+C");
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Paint the wall blue");

  const parent = viewer.getByRole("button", { name: /^Open AK.*, which it starts from$/ });
  const code = await parent.textContent();
  await page.keyboard.press("v");
  const compare = page.getByRole("dialog", { name: "Compare" });
  await expect(compare.getByRole("region", { name: `A: ${code}` })).toBeVisible();
  await expect(compare.getByRole("region", { name: /^B: AK/ })).toBeVisible();
});
