import { readFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { formatMicroUsd } from "@/lib/shared/money";
import { expectNoViolations } from "./axe";
import { emptyDraft, expect, OWNER, type TestStudio, test, untilAlive } from "./fixtures";
import { cells, found } from "./library-page";
import { wordsOf } from "./words";

test.use({ history: "usage", contextOptions: { reducedMotion: "reduce" } });
test.describe.configure({ mode: "serial" });

const PASSWORD = "a sentence of my own choice";
const NOBODY = { cookies: [], origins: [] };
const MODEL = "gemini-3-pro-image-preview";

const budgets = (page: Page) => page.getByRole("region", { name: "Budgets" });
const budget = (page: Page, name: string) =>
  budgets(page).getByRole("listitem").filter({ hasText: name });

/** Another browser, in which Lin is signed in as a designer. */
async function joinAsDesigner(page: Page, browser: Browser, { url: baseURL }: TestStudio) {
  await page.goto("/settings/people");
  const form = page.getByRole("region", { name: "Invite somebody" });
  await form.getByLabel("Mail").fill("lin@example.com");
  await form.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: "Designer" }).click();
  await form.getByRole("button", { name: "Make the link" }).click();
  const link = form.getByLabel("Link for lin@example.com");
  await expect(link).toHaveValue(/#/);
  const context = await browser.newContext({ storageState: NOBODY, baseURL });
  const guest = await context.newPage();
  await guest.goto(await link.inputValue());
  await guest.getByLabel("Your name").fill("Lin");
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: "Join" }).click();
  await untilAlive(guest);
  return guest;
}

async function compose(page: Page, prompt: string) {
  await page.request.put("/api/draft", {
    headers: { origin: new URL(page.url()).origin },
    data: emptyDraft("small"),
  });
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
}

const press = (page: Page) => page.getByRole("textbox", { name: "Prompt" }).press("Control+Enter");

/** What one small picture costs, micro-USD. */
async function priceOf(page: Page): Promise<number> {
  const { prices } = await (await page.request.get("/api/prices")).json();
  const found = prices.find(
    (each: { model: string; resolution: string }) =>
      each.model === MODEL && each.resolution === "1K",
  );
  return found.priceMicroUsd;
}

async function setBudget(page: Page, name: string, { usd, warn }: { usd: string; warn?: string }) {
  await page.getByRole("button", { name: `Change the budget of ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Budget of ${name}` });
  await dialog.getByLabel("Limit a month, US dollars").fill(usd);
  if (warn) await dialog.getByLabel("Warn from, percent").fill(warn);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
}

test("a budget is set, tells a designer what is left before it refuses, and is raised", async ({
  page,
  browser,
  studio,
}) => {
  test.setTimeout(180_000);
  const lin = await joinAsDesigner(page, browser, studio);
  const price = await priceOf(page);
  const usd = (count: number) =>
    formatMicroUsd(Math.floor((count * price) / 10_000) * 10_000, "en");
  // Enough for five pictures and no more.
  const five = String((price * 5) / 1_000_000);

  await page.goto("/settings/profile");
  await page.getByRole("link", { name: "Usage" }).click();
  await expect(page.getByRole("heading", { name: "Usage", level: 1 })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Sandbox" })).toBeChecked();
  // The team, its project and its two people.
  await expect(budgets(page).getByText("4 without a limit")).toBeVisible();
  await page.getByRole("button", { name: "Change the budget of Autumn KV" }).click();
  const dialog = page.getByRole("dialog", { name: "Budget of Autumn KV" });
  await dialog.getByLabel("Limit a month, US dollars").fill("plenty");
  await dialog.getByLabel("Warn from, percent").fill("0");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/^Enter an amount from 0 to 1,000,000/)).toBeVisible();
  await expect(dialog.getByText("Enter a whole number from 1 to 100.")).toBeVisible();
  await expect(dialog.getByLabel("Limit a month, US dollars")).toBeFocused();
  await expect(dialog.getByLabel("Limit a month, US dollars")).toHaveValue("plenty");
  await dialog.getByLabel("Limit a month, US dollars").fill(five);
  await dialog.getByLabel("Warn from, percent").fill("70");
  await dialog.getByLabel("Warn from, percent").press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Change the budget of Autumn KV" })).toBeFocused();
  await expect(budget(page, "Autumn KV")).toContainText("$0.00 of");

  await compose(lin, "A bottle within the budget");
  await expect(lin.getByText(`${usd(5)} left this month`)).toBeVisible();
  await press(lin);
  await expect(lin.getByRole("button", { name: /^A bottle within the budget.*Done/ })).toHaveCount(
    4,
    { timeout: 60_000 },
  );

  // Said before the press, and the press says no more than that.
  const short = `Only ${usd(1)} left in Autumn KV this month. ${OWNER.name} can raise it.`;
  await lin.getByRole("textbox", { name: "Prompt" }).fill("A bottle beyond the budget");
  await expect(lin.getByText(short)).toBeVisible();
  await press(lin);
  const refusal = lin.getByRole("alert").filter({ hasText: "The cap of Autumn KV leaves" });
  await expect(refusal).toContainText(`${OWNER.name} can raise it.`);
  await expect(lin.getByRole("textbox", { name: "Prompt" })).toHaveText(
    "A bottle beyond the budget",
  );
  const made = await studio.query(
    "select count(*)::int as count from generation where prompt_as_typed like '%beyond the budget'",
  );
  expect(made).toEqual([{ count: 0 }]);
  await expectNoViolations(lin);

  await lin.getByRole("link", { name: "See the budgets" }).click();
  await expect(lin).toHaveURL(/\/settings\/usage#budgets$/);
  await expect(budget(lin, "Autumn KV")).toContainText("Over 70 % is used.");
  await expect(budget(lin, "Autumn KV")).toContainText(`${OWNER.name} can raise it.`);
  await expect(budgets(lin).getByRole("button")).toHaveCount(0);

  await page.reload();
  await expect(budget(page, "Autumn KV")).toContainText("Over 70 % is used.");
  await setBudget(page, "Autumn KV", { usd: "20" });
  await expect(budget(page, "Autumn KV")).toContainText("of $20.00");
  await page.goto("/settings/log?action=budget_set");
  const row = page.getByRole("main").getByRole("listitem").first();
  await expect(row).toContainText(`${OWNER.name} changed the monthly limit of Autumn KV`);
  await expect(row).toContainText("→ $20.00");

  await lin.goto("/");
  await untilAlive(lin);
  await expect(lin.getByRole("textbox", { name: "Prompt" })).toHaveText(
    "A bottle beyond the budget",
  );
  await press(lin);
  await expect(lin.getByRole("button", { name: /^A bottle beyond the budget.*Done/ })).toHaveCount(
    4,
    { timeout: 60_000 },
  );
  await lin.context().close();
});

const cell = (page: Page, row: string) => page.getByRole("row", { name: row });

test("a month says what it came to, by person, project, model and text, and as a file", async ({
  page,
  studio,
}) => {
  await page.goto('/library?q="within the budget"');
  await found(page, 4);
  await cells(page).first().focus();
  await page.keyboard.press("p");
  await expect(cells(page).first()).toHaveAccessibleName(/, picked/);
  const picked = "select from library_entry where pick_count > 0";
  await expect.poll(() => studio.query(picked)).toHaveLength(1);

  await page.goto("/settings/usage");
  const figures = page.getByRole("region", { name: "In this time" });
  await expect(figures).toContainText("of 8 asked for");
  await expect(figures).toContainText("none failed");
  await expect(figures).toContainText("13 % of the pictures");
  const days = page.getByRole("region", { name: "Spend by day" });
  await expect(
    days.getByRole("img", { name: /^Spend by day, .* on 1 day, most on/ }),
  ).toBeVisible();
  await days.getByRole("radio", { name: "Table" }).check();
  await expect(days.getByRole("table", { name: "By day" }).getByRole("row")).toHaveCount(3);

  await expect(cell(page, "Lin")).toContainText("8");
  await page.getByRole("radio", { name: "Projects" }).check();
  await expect(page.getByRole("table", { name: "By project" })).toContainText("AK");
  await expect(page).toHaveURL(/by=project/);
  await page.getByRole("radio", { name: "Recipes" }).check();
  await expect(cell(page, "A bottle within the budget")).toContainText("4");
  await page.reload();
  await expect(cell(page, "A bottle within the budget")).toBeVisible();
  await expect(page.getByText(/^Half of the pictures took no longer than/)).toBeVisible();

  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV of everything here" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^maquette-usage-month-\d{4}-\d\d-\d\d\.csv$/);
  const table = parse(await readFile(await download.path()), {
    bom: true,
    columns: true,
  }) as Record<string, string>[];
  expect(table[0]).toMatchObject({ By: "All", Presses: "2", Kept: "1", Failed: "0" });
  expect(table.map((line) => line["By"])).toEqual([
    ...["All", "Day", "Person", "Project", "Model", "Text", "Text"],
  ]);
  expect(Number(table[0]?.["Spent (USD)"])).toBeGreaterThan(0);
});

test("a time in which nothing happened says so, and the next one is a press away", async ({
  page,
}) => {
  await page.goto("/settings/usage");
  await page.getByRole("button", { name: "Earlier" }).click();
  await expect(page.getByText("Nothing was pressed in this time.").first()).toBeVisible();
  await expect(page.getByRole("img", { name: /^Spend by day, .*: nothing\.$/ })).toBeVisible();
  await page.getByRole("button", { name: "Later" }).click();
  await expect(cell(page, "Lin")).toBeVisible();
  await page.getByRole("radio", { name: "Week" }).check();
  await expect(page).toHaveURL(/period=week/);
  await page.getByRole("radio", { name: "Real" }).check();
  await expect(page.getByText("Nothing was pressed in this time.").first()).toBeVisible();
});

test("figures that cannot be read say so and are read again", async ({ page }) => {
  let isAway = true;
  await page.route("**/api/usage?*", (route) =>
    isAway ? route.fulfill({ status: 500, json: {} }) : route.continue(),
  );
  await page.goto("/settings/usage");
  await expect(page.getByText("The figures could not be read.")).toBeVisible({ timeout: 20_000 });
  isAway = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("region", { name: "In this time" })).toBeVisible();
});

test("an address that was tampered with is refused, and the page takes no notice of it", async ({
  page,
}) => {
  const good = "period=month&day=2026-11-01&money=real";
  for (const query of [
    "",
    `${good}&team=1`,
    good.replace("month", "year"),
    good.replace("01", "99"),
  ])
    expect((await page.request.get(`/api/usage?${query}`)).status(), query).toBe(422);
  expect((await page.request.get(`/api/usage?${good}`)).status()).toBe(200);
  await page.goto("/settings/usage?period=year&day=2026-02-31&money=gold&by=cost");
  await expect(cell(page, "Lin")).toBeVisible();
});

for (const locale of ["en", "ru"] as const) {
  for (const theme of ["dark", "light"] as const) {
    const t = wordsOf(locale);
    test(`usage is clean in ${locale} and ${theme}, also on a phone`, async ({
      page,
      studio,
    }, info) => {
      const set = (name: string, value: string) => ({ name, value, url: studio.url });
      await page
        .context()
        .addCookies([set("maquette.locale", locale), set("maquette.theme", theme)]);
      for (const [width, height] of [
        [1440, 900],
        [1024, 768],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.goto("/settings/usage");
        await expect(page.getByRole("row", { name: "Lin" })).toBeVisible();
        await expectNoViolations(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
        await page.screenshot({ path: info.outputPath(`usage-${locale}-${theme}-${width}.png`) });
        await page
          .getByRole("button", { name: t("usage.budgets.changeOf", { name: "Autumn KV" }) })
          .click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectNoViolations(page);
        await page.screenshot({ path: info.outputPath(`budget-${locale}-${theme}-${width}.png`) });
        await page.keyboard.press("Escape");
      }
    });
  }
}
