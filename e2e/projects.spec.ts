import type { Page } from "@playwright/test";
import { expect, test, untilAlive } from "./fixtures";

const switcher = (page: Page) =>
  page.getByRole("button", { name: /^Project .*\. Switch project$/ });
const prompt = (page: Page) => page.getByRole("textbox", { name: "Prompt" });

async function makeProject(page: Page, name: string, code: string) {
  await switcher(page).click();
  await page.getByRole("button", { name: "New project" }).click();
  const dialog = page.getByRole("dialog", { name: "New project" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Code").fill(code);
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(dialog).toBeHidden();
  await expect(switcher(page)).toContainText(name);
}

async function goTo(page: Page, name: string) {
  await switcher(page).click();
  await page.getByRole("button", { name: new RegExp(`^${name}\\s*[A-Z]{2,4}$`) }).click();
  await expect(switcher(page)).toContainText(name);
}

test("a picture lands in the project that was in view at the press, and carries its code", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await makeProject(page, "Winter set", "WS");
  await expect(page).toHaveURL(/project=WS/);
  await expect(
    page.getByRole("button", { name: /^New pictures land in Winter set/ }),
  ).toBeVisible();

  await prompt(page).fill("Snow on a window sill");
  await page.keyboard.press("Control+Enter");
  // On to the other project before anything is there.
  await goTo(page, "Autumn KV");
  await expect(prompt(page)).toHaveText("Snow on a window sill");
  await expect(page.getByRole("button", { name: /Snow on a window sill/ })).toHaveCount(0);

  await goTo(page, "Winter set");
  const done = page.getByRole("button", { name: /^Snow on a window sill, WS-\d{4}-01\/\d, Done$/ });
  await expect(done).toHaveCount(4, { timeout: 60_000 });
  await expect(page.getByRole("button", { name: /^Copy the code WS-\d{4}-01$/ })).toBeVisible();
});

test("a project is renamed and keeps its code; a code that is taken is refused in words", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await makeProject(page, "Sprng", "SPR");
  await switcher(page).click();
  await page.getByRole("button", { name: "Rename Sprng" }).click();
  const dialog = page.getByRole("dialog", { name: "Rename the project" });
  await dialog.getByLabel("Name").fill("Spring");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(dialog).toBeHidden();
  await expect(switcher(page)).toContainText("Spring");
  await expect(page).toHaveURL(/project=SPR/);

  await switcher(page).click();
  await page.getByRole("button", { name: "New project" }).click();
  const question = page.getByRole("dialog", { name: "New project" });
  await question.getByLabel("Name").fill("Another spring");
  await question.getByLabel("Code").fill("SPR");
  await expect(
    question.getByText("Another project has the code SPR.", { exact: false }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(switcher(page)).toBeFocused();
});

test("two tabs stay in the project that each of them shows", async ({ page, context }) => {
  await page.goto("/");
  await untilAlive(page);
  await makeProject(page, "Summer", "SU");
  const other = await context.newPage();
  await other.goto("/?project=AK");
  await untilAlive(other);
  await expect(switcher(other)).toContainText("Autumn KV");

  await prompt(page).fill("A deck chair in the sun");
  await page.keyboard.press("Control+Enter");
  const done = page.getByRole("button", { name: /^A deck chair in the sun, SU-.*Done$/ });
  await expect(done).toHaveCount(4, { timeout: 60_000 });
  await expect(other.getByRole("button", { name: /A deck chair in the sun/ })).toHaveCount(0);
});
