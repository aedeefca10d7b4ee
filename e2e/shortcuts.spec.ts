import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";

const promptOf = (page: Page) => page.getByRole("textbox", { name: /^(Prompt|Текст)$/ });

async function openStudio(page: Page) {
  await page.goto("/");
  await untilAlive(page);
}

async function openSheet(page: Page) {
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toBeVisible();
  return sheet;
}

test("the palette changes the theme by the keyboard alone, and puts it first next time", async ({
  page,
}) => {
  await openStudio(page);
  await page.keyboard.press("Control+k");
  const find = page.getByRole("combobox", { name: "Find a command" });
  await expect(find).toBeFocused();
  await expectNoViolations(page);
  await find.fill("light");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find a command" }).fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Control+k");
  const recent = page.getByRole("group", { name: "Recent" }).getByRole("option");
  await expect(recent).toHaveText(["Light theme"]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Find a command" })).toBeHidden();
});

test("what is typed before the palette is there is typed into it", async ({ page }) => {
  const released = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes("min(27rem,70dvh)")) await released.promise;
    await route.fulfill({ response });
  });
  await openStudio(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("light");
  await page.keyboard.press("Enter");
  released.resolve();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect(page.getByRole("combobox", { name: "Find a command" })).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Find a command" })).toHaveValue("");
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the palette speaks Russian, finds English, and writes the prompt", async ({
  page,
  context,
  baseURL,
}) => {
  const url = baseURL ?? "";
  await context.addCookies([{ name: "maquette.locale", value: "ru", url }]);
  await openStudio(page);
  await page.keyboard.press("Control+k");
  const find = page.getByRole("combobox", { name: "Найти команду" });
  await find.fill("16:9");
  await expect(page.getByRole("option", { name: "Формат 16:9" })).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Формат 16:9" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Найти команду" }).fill("write");
  await expect(page.getByRole("option", { name: /^Писать текст/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(promptOf(page)).toBeFocused();
});

test("what cannot be done now is not in the palette", async ({ page }) => {
  await openStudio(page);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: "Change the aspect ratio" })).toBeVisible();
  await expect(page.getByRole("option", { name: /^Generate/ })).toBeHidden();
  await page.keyboard.press("Escape");

  await promptOf(page).fill("Pears on a dark table");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: "Generate", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(promptOf(page)).toBeFocused();
  await expect(promptOf(page)).toHaveText("Pears on a dark table");
});

test("bug 15: typing never sets off a key, and a key leads into the prompt", async ({ page }) => {
  await openStudio(page);
  await page.keyboard.press("n");
  await expect(promptOf(page)).toBeFocused();
  await page.keyboard.type("n?gs cmx");
  await expect(promptOf(page)).toHaveText("n?gs cmx");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a Russian layout has the same keys in the same places", async ({ page }) => {
  await openStudio(page);
  await page.evaluate(() => {
    const key = { key: "т", code: "KeyN", bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", key));
  });
  await expect(promptOf(page)).toBeFocused();
});

test("letters that are being composed set nothing off", async ({ page }) => {
  await openStudio(page);
  const pressComposed = (isComposing: boolean) =>
    page.evaluate((isComposing) => {
      const key = { key: "?", code: "Slash", shiftKey: true, isComposing, bubbles: true };
      document.body.dispatchEvent(new KeyboardEvent("keydown", key));
    }, isComposing);
  await pressComposed(true);
  await page.keyboard.press("n");
  await expect(promptOf(page)).toBeFocused();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a changed key works at once, is shown everywhere, survives a reload and goes back", async ({
  page,
}) => {
  await openStudio(page);
  let sheet = await openSheet(page);
  await expectNoViolations(page);
  await sheet.getByRole("button", { name: "Change keys" }).click();
  await sheet.getByRole("button", { name: /^Write the prompt/ }).click();
  await expectNoViolations(page);

  await page.keyboard.press("c");
  await expect(sheet.getByText("C already means “Choose for comparing”.")).toBeVisible();
  await page.keyboard.press("Control+w");
  await expect(sheet.getByText(/^Ctrl\+W belongs to the browser/)).toBeVisible();
  await page.keyboard.press("p");
  await expect(sheet.getByRole("button", { name: "Write the prompt P" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.keyboard.press("n");
  await page.keyboard.press("p");
  await expect(promptOf(page)).toBeFocused();
  await page.keyboard.type("Pears");
  await expect(promptOf(page)).toHaveText("Pears");

  await openStudio(page);
  await page.keyboard.press("p");
  await expect(promptOf(page)).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: /^Write the prompt/ })).toContainText("P");
  await page.keyboard.press("Escape");

  await openStudio(page);
  sheet = await openSheet(page);
  await sheet.getByRole("button", { name: "Reset all" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(promptOf(page)).toBeFocused();
});

test("without single-letter keys they are dead, say so, and the others work", async ({ page }) => {
  await openStudio(page);
  let sheet = await openSheet(page);
  const singles = () => sheet.getByRole("switch", { name: "Single-letter keys" });
  await singles().click();
  await expect(singles()).not.toBeChecked();
  await expect(sheet.getByRole("listitem").filter({ hasText: "Write the prompt" })).toContainText(
    "off",
  );
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await openStudio(page);
  await page.keyboard.press("n");
  await page.keyboard.press("?");
  await expect(promptOf(page)).not.toBeFocused();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Find a command" })).toBeFocused();

  await page.getByRole("combobox", { name: "Find a command" }).fill("keyboard");
  await page.keyboard.press("Enter");
  sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await singles().click();
  await expect(singles()).toBeChecked();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(promptOf(page)).toBeFocused();
});

test("the sheet is reached by the mouse, and gives the focus back", async ({ page }) => {
  await openStudio(page);
  const help = page.getByRole("button", { name: "Keyboard shortcuts" });
  await help.click();
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeFocused();
});

test("two keys one after the other go to another page and back", async ({ page }) => {
  await openStudio(page);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Needs attention" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(promptOf(page)).toBeVisible();
});

test("Back leads from another page to the studio that was opened without its project", async ({
  page,
}) => {
  await openStudio(page);
  await expect(page).toHaveURL(/project=/);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Needs attention" })).toBeVisible();
  await page.goBack();
  await expect(promptOf(page)).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Needs attention" })).toBeVisible();
});

test("a key under an open question does nothing", async ({ page }) => {
  await openStudio(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find a command" }).fill("stop all");
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Stop all sending?" });
  await question.getByRole("button", { name: "Go on sending" }).focus();
  await page.keyboard.press("n");
  await page.keyboard.press("Control+k");
  await expect(question.getByRole("button", { name: "Go on sending" })).toBeFocused();
  await expect(page.getByRole("combobox")).toHaveCount(0);
});
