import { readFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { expectNoViolations } from "./axe";
import { expect, OWNER, type TestStudio, test, untilAlive } from "./fixtures";
import { found, pictures } from "./library-page";
import { fillLibrary } from "./library-pictures";
import { wordsOf } from "./words";

test.use({ history: "log", contextOptions: { reducedMotion: "reduce" } });

const PASSWORD = "a sentence of my own choice";
const NOBODY = { cookies: [], origins: [] };
const elsewhere = async (browser: Browser, { url: baseURL }: TestStudio) =>
  (await browser.newContext({ storageState: NOBODY, baseURL })).newPage();

test.beforeAll(async ({ studio, browser }) => {
  test.setTimeout(180_000);
  await fillLibrary(studio, browser, [
    { prompt: "a tin lantern", at: "2026-08-14T10:00:00Z", count: 2 },
  ]);
  const context = await browser.newContext({ storageState: studio.owner, baseURL: studio.url });
  const page = await context.newPage();
  await joinAndChange(page, browser, studio);
  await erase(page);
  await context.close();
});

/** Lin joins, signs in with a wrong and with the right password, and gets another role. */
async function joinAndChange(page: Page, browser: Browser, studio: TestStudio) {
  await page.goto("/settings/people");
  const form = page.getByRole("region", { name: "Invite somebody" });
  await form.getByLabel("Mail").fill("lin@example.com");
  await form.getByRole("button", { name: "Make the link" }).click();
  const link = form.getByLabel("Link for lin@example.com");
  await expect(link).toHaveValue(/#/);
  const guest = await elsewhere(browser, studio);
  await guest.goto(await link.inputValue());
  await guest.getByLabel("Your name").fill("Lin");
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: "Join" }).click();
  await untilAlive(guest);
  await guest.context().close();

  const door = await elsewhere(browser, studio);
  await door.goto("/sign-in");
  await door.getByLabel("Mail").fill("lin@example.com");
  await door.getByLabel("Password", { exact: true }).fill("a guess that is quite wrong");
  await door.getByRole("button", { name: "Sign in" }).click();
  await expect(door.getByText("The mail or the password is wrong.")).toBeVisible();
  await door.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await door.getByRole("button", { name: "Sign in" }).click();
  await untilAlive(door);
  expect((await door.request.get("/api/log")).status()).toBe(403);
  expect((await door.request.get("/settings/log")).status()).toBe(404);
  await door.goto("/settings/profile");
  await expect(door.getByRole("link", { name: "Log" })).toHaveCount(0);
  await door.context().close();

  await page.reload();
  await page.getByRole("combobox", { name: "Role of Lin" }).click();
  await page.getByRole("option", { name: "Reviewer" }).click();
  await expect(page.getByRole("combobox", { name: "Role of Lin" })).toHaveText("Reviewer");
}

async function erase(page: Page) {
  await page.goto("/library?q=lantern");
  await found(page, 2);
  await pictures(page).getByRole("button", { name: /\/1/ }).first().focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText("1 picture is in the bin.")).toBeVisible();
  await page.goto("/library/bin");
  await page.getByRole("button", { name: "Empty the bin" }).click();
  await page.getByRole("button", { name: "Delete 1 for good" }).click();
  await expect(page.getByText("The bin is empty.")).toBeVisible();
}

const rows = (page: Page) => page.getByRole("main").getByRole("listitem");
const choose = async (page: Page, field: string, option: string) => {
  await page.getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
};

test("a sign-in, another role and an erased picture stand in the log and are found", async ({
  page,
}) => {
  await page.goto("/settings/people");
  await page.getByRole("link", { name: "Log" }).click();
  await expect(page.getByRole("heading", { name: "Log" })).toBeVisible();
  await expect(rows(page).first()).toContainText(`${OWNER.name} deleted 1 picture for good: `);
  await expect(rows(page).nth(1)).toContainText(`${OWNER.name} changed the role of Lin`);
  await expect(rows(page).nth(1)).toContainText("Role: Designer → Reviewer");
  await expect(rows(page).nth(1)).toContainText("127.0.0.1 · Chrome");
  await expect(rows(page).nth(2)).toContainText("Lin signed in");
  await expect(rows(page).nth(3)).toContainText(
    "Somebody tried to sign in as Lin with a wrong password or code",
  );

  await choose(page, "What", "Role changed");
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\?action=role_changed$/);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole("combobox", { name: "What" })).toHaveText("Role changed");
  await choose(page, "What", "Anything");
  await choose(page, "Who", "Lin");
  await expect(rows(page).first()).toContainText("changed the role of Lin");
  await expect(rows(page).filter({ hasText: "for good" })).toHaveCount(0);
  await choose(page, "Who", "Anybody");

  const code =
    /for good: ([A-Z\d-]+\/1)/.exec((await rows(page).first().textContent()) ?? "")?.[1] ?? "";
  expect(code).toMatch(/^AK-\d{4}-\d+\/1$/);
  await page.getByLabel("Name, mail or code").fill(code.toLowerCase());
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel("To", { exact: true }).fill("2026-01-01");
  await expect(page.getByText("Nothing in the log fits this.")).toBeVisible();
  await expect(page).toHaveURL(/q=ak-.*&until=2026-01-01$/);
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(page).toHaveURL(/\/settings\/log$/);
  await expect(page.getByLabel("Name, mail or code")).toHaveValue("");
  await expect(rows(page).first()).toContainText("for good");
});

test("what is found is taken out as a table, and that is in the log too", async ({ page }) => {
  await page.goto("/settings/log?action=role_changed");
  await expect(rows(page)).toHaveCount(1);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^maquette-log-\d{4}-\d\d-\d\d\.csv$/);
  const table = parse(await readFile(await download.path()), { bom: true, columns: true });
  expect(table).toMatchObject([
    {
      ...{ Who: OWNER.name, What: "Role changed", Object: "Lin" },
      ...{ Before: "Role: designer", After: "Role: reviewer", Address: "127.0.0.1" },
    },
  ]);
  await page.goto("/settings/log");
  await expect(rows(page).first()).toContainText(`${OWNER.name} exported the log`);
});

test("an address that was tampered with says so, and the page takes no notice of it", async ({
  page,
}) => {
  for (const cursor of ["nothing", "x".repeat(300), btoa("2026-11-27T10:00:00.000Z|x")]) {
    const answer = await page.request.get(`/api/log?cursor=${encodeURIComponent(cursor)}`);
    expect(answer.status()).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: "bad_cursor",
      detail: "This is no place in the list. Load the list again from its beginning.",
    });
  }
  for (const query of ["action=constructor", "who=me", "from=yesterday", "teamId=1"])
    expect((await page.request.get(`/api/log?${query}`)).status()).toBe(422);
  await page.goto("/settings/log?action=constructor&who=me&from=yesterday&until=2026-02-31");
  await expect(rows(page).nth(3)).toBeVisible();
});

test("a log that cannot be read says so and is read again", async ({ page }) => {
  let isAway = true;
  await page.route("**/api/log?*", (route) =>
    isAway ? route.fulfill({ status: 500, json: {} }) : route.continue(),
  );
  await page.goto("/settings/log");
  await expect(page.getByText("The log could not be read.")).toBeVisible({ timeout: 20_000 });
  isAway = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(rows(page).nth(3)).toBeVisible();
});

test("a long log goes on by a press, with the keyboard alone", async ({ page, studio }) => {
  await studio.query(
    `insert into audit_event (id, team_id, by, action, object_kind, object_label, at)
     select '01J' || lpad(n::text, 23, '0'), t.id, 'operator', 'price_set', 'model', 'page ' || n,
       '2026-01-01'::timestamptz - n * interval '1 minute'
     from team t, generate_series(1, 120) as n`,
  );
  await page.goto("/settings/log");
  await page.getByLabel("Name, mail or code").fill("page");
  await expect(rows(page).first()).toContainText("page 1");
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("button", { name: "Show earlier" }).focus();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(100);
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(120);
  await expect(rows(page).last()).toContainText("page 120");
  await expect(page.getByRole("button", { name: "Show earlier" })).toHaveCount(0);
});

for (const locale of ["en", "ru"] as const) {
  for (const theme of ["dark", "light"] as const) {
    const t = wordsOf(locale);
    test(`the log is clean in ${locale} and ${theme}, also on a phone`, async ({
      page,
      studio,
    }, info) => {
      const set = (name: string, value: string) => ({ name, value, url: studio.url });
      await page
        .context()
        .addCookies([set("maquette.locale", locale), set("maquette.theme", theme)]);
      for (const [width, height] of [
        [1440, 900],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.goto("/settings/log");
        const said = { who: OWNER.name, object: "Lin", count: 0 };
        await expect(page.getByText(t("log.said.role_changed", said))).toBeVisible();
        await expectNoViolations(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
        await page.screenshot({ path: info.outputPath(`log-${locale}-${theme}-${width}.png`) });
      }
    });
  }
}
