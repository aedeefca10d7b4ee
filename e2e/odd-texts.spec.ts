import type { Page } from "@playwright/test";
import { expect, test, untilAlive } from "./fixtures";

test.describe.configure({ timeout: 120_000 });

const prompt = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const runOf = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });

async function write(page: Page, text: string) {
  await page.goto("/");
  await untilAlive(page);
  await prompt(page).fill(text);
  const fewer = page.getByRole("button", { name: "One picture fewer" });
  while (await fewer.isEnabled()) await fewer.click();
  await prompt(page).focus();
}

/** Its one picture. */
const done = (page: Page, text: string) =>
  runOf(page, text).getByRole("button", { name: /, Done$/ });

test("Q05: a prompt with markup in it is a text on every screen", async ({ page }) => {
  const text = `A mug <img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script>`;
  await write(page, text);
  await page.keyboard.press("ControlOrMeta+Enter");
  const shown = "A mug <img src=x";
  await expect(done(page, shown)).toHaveCount(1, { timeout: 60_000 });
  const wasRun = () => page.evaluate(() => (window as { wasRun?: number }).wasRun);
  expect(await wasRun()).toBeUndefined();
  await done(page, shown).click();
  await expect(page.getByRole("dialog")).toContainText(shown);
  expect(await wasRun()).toBeUndefined();
  await page.goto(`/library?${new URLSearchParams({ q: "<script>" })}`);
  await expect(page.getByRole("main")).toBeVisible();
  expect(await wasRun()).toBeUndefined();
  expect(await page.locator("img[src=x]").count()).toBe(0);
});

test("Q07: a text that runs from right to left does so, and turns nothing around it", async ({
  page,
}) => {
  const text = "בקבוק ענבר על אבן רטובה";
  await write(page, text);
  await expect(prompt(page)).toHaveAttribute("dir", "auto");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(done(page, text)).toHaveCount(1, { timeout: 60_000 });
  const said = runOf(page, text).locator("[dir=auto]").filter({ hasText: text }).first();
  expect(await said.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
  expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe("ltr");
});

test("Q16: a button that is pressed twice sends once", async ({ page, studio }) => {
  const text = "A spoon that is asked for twice";
  await write(page, text);
  await page.getByRole("button", { name: /^Generate/ }).dblclick();
  await expect(done(page, text)).toHaveCount(1, { timeout: 60_000 });
  const tasks = (await studio.acceptedTasks()).filter((task) => task.prompt === text);
  expect(tasks).toHaveLength(1);
  expect(
    await studio.query("select 1 from generation where prompt_as_typed = $1", [text]),
  ).toHaveLength(1);
});

test("S11: an action that this build does not have loses nothing that was typed", async ({
  page,
}) => {
  const text = "A kettle that is asked of an older build";
  await write(page, text);
  await page.route("**/*", (route) =>
    route.request().headers()["next-action"]
      ? route.continue({ headers: { ...route.request().headers(), "next-action": "0".repeat(42) } })
      : route.continue(),
  );
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByText("Pressing again does not pay twice.").first()).toBeVisible();
  await expect(prompt(page)).toContainText(text);
  await page.unrouteAll({ behavior: "wait" });
  await page.reload();
  await untilAlive(page);
  await expect(prompt(page)).toContainText(text);
});
