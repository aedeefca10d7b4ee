import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";

const prompt = (page: Page) => page.getByRole("textbox", { name: "Prompt" });

async function send(page: Page, text: string) {
  await prompt(page).fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article").filter({ hasText: text }).first()).toBeVisible();
}

test("old prompts come back by keys alone, with their values, and the draft is not lost", async ({
  page,
}) => {
  await page.goto("/");
  await untilAlive(page);
  await send(page, "A quay in the rain");
  await prompt(page).fill("A boat at [[time]]");
  await page.getByRole("textbox", { name: "Values of time" }).fill("dawn");
  await prompt(page).press("Control+Enter");
  await expect(page.getByRole("article").filter({ hasText: "A boat at" })).toBeVisible();
  await prompt(page).fill("Half a thought");

  await page.keyboard.press("Alt+ArrowUp");
  await expect(prompt(page)).toHaveText("A boat at [[time]]");
  await expect(page.getByRole("textbox", { name: "Values of time" })).toHaveValue("dawn");
  await expect(page.getByText(/^1 of \d+ · \d\d:\d\d · used once$/)).toBeVisible();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(prompt(page)).toHaveText("A quay in the rain");
  await expect(page.getByText(/^2 of \d+ · /)).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(prompt(page)).toHaveText("A boat at [[time]]");
  await page.keyboard.press("Control+z");
  await expect(prompt(page)).toHaveText("Half a thought");

  await page.keyboard.press("Alt+ArrowUp");
  await expect(prompt(page)).toHaveText("A boat at [[time]]");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(prompt(page)).toHaveText("Half a thought");
  await expect(page.getByText(/^\d+ of \d+ · /)).toBeHidden();
  await expect(prompt(page)).toBeFocused();
});

test("the list is opened, searched and taken from without a mouse", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  await send(page, "A harbour before the storm");
  await send(page, "Pears on a dark table");
  await send(page, "A harbour before the storm");
  await prompt(page).fill("Half a thought");

  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Prompt history" })).toBeFocused();
  await page.keyboard.press("Enter");
  const list = page.getByRole("dialog", { name: "Prompt history" });
  const search = list.getByRole("searchbox", { name: "Search prompts" });
  await expect(search).toBeFocused();
  await expect(list.getByRole("button").first()).toContainText(/used \d+ times · Designer/);
  await expectNoViolations(page);

  await page.keyboard.type("no such words");
  await expect(list.getByText("No prompt has “no such words” in it.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Prompt history" })).toBeFocused();
  await expect(prompt(page)).toHaveText("Half a thought");

  await page.keyboard.press("Enter");
  await expect(search).toBeFocused();
  await page.keyboard.type("TABLE pear");
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(list.getByRole("button", { name: /^Pears on a dark table/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(list).toBeHidden();
  await expect(prompt(page)).toHaveText("Pears on a dark table");
  await expect(prompt(page)).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(prompt(page)).toHaveText("Half a thought");
});

test("the plain field steps through the history before its editor is there", async ({ page }) => {
  // Without its code the editor never comes.
  await page.route(/\.js$/, async (route) => {
    const response = await route.fetch();
    const code = await response.text();
    await (code.includes("cm-content") ? route.abort() : route.fulfill({ response, body: code }));
  });
  await page.goto("/");
  const field = page.locator("textarea[data-composer-focus=prompt]");
  await send(page, "A kite over the dunes");
  await field.fill("Half a thought");
  await field.press("Alt+ArrowUp");
  await expect(field).toHaveValue("A kite over the dunes");
  await field.press("Alt+ArrowDown");
  await expect(field).toHaveValue("Half a thought");
});

test("on a phone the history is a sheet", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  await send(page, "Plums in a blue bowl");
  await prompt(page).fill("");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: /Describe the picture/ }).click();
  await page.getByRole("button", { name: "Prompt history" }).click();
  const sheet = page.getByRole("dialog", { name: "Prompt history" });
  await sheet.getByRole("button", { name: /^Plums in a blue bowl/ }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("dialog").getByRole("textbox", { name: "Prompt" })).toHaveText(
    "Plums in a blue bowl",
  );
});

test("по-русски прежний текст находится и возвращается клавишами", async ({
  page,
  context,
  baseURL,
}) => {
  await context.addCookies([{ name: "maquette.locale", value: "ru", url: baseURL ?? "" }]);
  await page.goto("/");
  await untilAlive(page);
  const text = page.getByRole("textbox", { name: "Текст", exact: true });
  await text.fill("Тёмное озеро утром");
  await text.press("Control+Enter");
  await expect(page.getByRole("article").filter({ hasText: "Тёмное озеро" })).toBeVisible();
  await text.fill("Черновик");
  await text.press("Alt+ArrowUp");
  await expect(text).toHaveText("Тёмное озеро утром");
  await expect(page.getByText(/^1 из \d+ · \d\d:\d\d · взят 1 раз$/)).toBeVisible();
  await text.press("Alt+ArrowDown");
  await expect(text).toHaveText("Черновик");

  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const list = page.getByRole("dialog", { name: "Прежние тексты" });
  await expect(list.getByRole("searchbox", { name: "Искать в текстах" })).toBeFocused();
  await page.keyboard.type("ОЗЕРО темное");
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(text).toHaveText("Тёмное озеро утром");
});
