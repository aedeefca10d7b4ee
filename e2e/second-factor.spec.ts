import type { Page } from "@playwright/test";
import { authenticatorCode } from "@/lib/account/service/test-authenticator";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";
import { elsewhere, join, PASSWORD } from "./newcomer";
import { wordsOf } from "./words";

test.use({ history: "factor", contextOptions: { reducedMotion: "reduce" } });

type Words = ReturnType<typeof wordsOf>;
const en = wordsOf("en");

/** An app with the secret that the page shows. A code counts once: the next one is good half a minute early. */
async function appOf(page: Page, t: Words): Promise<() => string> {
  const secret = await page.getByLabel(t("factor.secret")).inputValue();
  let last = 0;
  return () => {
    last = Math.max(Date.now(), last + 30_000);
    return authenticatorCode(secret, new Date(last));
  };
}

/** From the password to the kept recovery codes. */
async function setUp(page: Page, t: Words = en) {
  await page.getByLabel(t("factor.password"), { exact: true }).last().fill(PASSWORD);
  await page.getByRole("button", { name: t("factor.next") }).click();
  await expect(page.getByRole("img", { name: t("factor.picture") })).toBeVisible();
  const app = await appOf(page, t);
  await page.getByLabel(t("factor.code")).fill(app());
  await page.getByRole("button", { name: t("factor.confirm") }).click();
  await expect(page.getByRole("heading", { name: t("factor.codesTitle") })).toBeFocused();
  const codes = page.getByRole("listitem").filter({ hasText: /^(\w{4}-){3}\w{4}$/ });
  await expect(codes).toHaveCount(10);
  const recovery = await codes.allInnerTexts();
  return { app, recovery };
}

const row = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

async function typePassword(page: Page, email: string, t: Words = en) {
  await page.getByLabel(t("account.field.email")).fill(email);
  await page.getByLabel(t("account.field.password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: t("account.signIn.submit") }).click();
  await expect(page.getByRole("heading", { name: t("account.secondStep.title") })).toBeVisible();
}

test("somebody sets up an app, comes in with it and with a recovery code, and switches it off", async ({
  page,
  browser,
  studio,
}) => {
  const email = "lin-of-the-app@example.com";
  const person = await elsewhere(browser, studio);
  await join(page, person, { email, role: "Designer" });
  await person.goto("/settings/profile");
  const section = person.getByRole("region", { name: en("factor.title") });
  await section.getByRole("button", { name: en("factor.setUp") }).click();
  // What is wrong stands beside its field, and what was typed stays.
  await section.getByLabel(en("factor.password"), { exact: true }).fill("something else");
  await section.getByRole("button", { name: en("factor.next") }).click();
  await expect(section.getByText(en("factor.wrongPassword"))).toBeVisible();
  const { app, recovery } = await setUp(person);
  const file = person.waitForEvent("download");
  await section.getByRole("link", { name: en("factor.codesDownload") }).click();
  expect((await file).suggestedFilename()).toBe("maquette-recovery-codes.txt");
  await section.getByRole("button", { name: en("factor.codesDone") }).click();
  await expect(section.getByText(/10 recovery codes are left/)).toBeVisible();
  await person.reload();
  await expect(section.getByText(/10 recovery codes are left/)).toBeVisible();

  const door = await elsewhere(browser, studio);
  await door.goto("/sign-in?to=/library");
  await typePassword(door, email);
  const code = door.getByLabel(en("account.secondStep.code"));
  await expect(code).toBeFocused();
  // The password alone opens nothing.
  expect((await door.request.get("/api/self")).status()).toBe(401);
  await code.fill("000000");
  await code.press("Enter");
  await expect(door.getByText(en("account.refused.wrongCode"))).toBeVisible();
  await expect(code).toHaveValue("000000");
  // Back and forth, nothing is lost.
  await door.getByRole("button", { name: en("account.secondStep.back") }).click();
  await expect(door.getByLabel(en("account.field.email"))).toHaveValue(email);
  await expect(door.getByLabel(en("account.field.password"), { exact: true })).toHaveValue(
    PASSWORD,
  );
  await door.getByRole("button", { name: en("account.signIn.submit") }).click();
  const right = app();
  await code.fill(right);
  await code.press("Enter");
  await expect(door).toHaveURL(/\/library$/);

  // The same code from another place, and then one of the paper.
  const other = await elsewhere(browser, studio);
  await other.goto("/sign-in");
  await typePassword(other, email);
  await other.getByLabel(en("account.secondStep.code")).fill(right);
  await other.getByRole("button", { name: en("account.secondStep.submit") }).click();
  await expect(other.getByText(en("account.refused.wrongCode"))).toBeVisible();
  await other.getByRole("button", { name: en("account.secondStep.useRecovery") }).click();
  const paper = other.getByLabel(en("account.secondStep.recovery"));
  await expect(paper).toBeFocused();
  await paper.fill((recovery[0] ?? "").toLowerCase());
  await paper.press("Enter");
  await untilAlive(other);
  await person.reload();
  await expect(section.getByText(/9 recovery codes are left/)).toBeVisible();

  await section.getByRole("button", { name: en("factor.switchOff") }).click();
  await section.getByLabel(en("factor.password"), { exact: true }).fill(PASSWORD);
  await section.getByLabel(en("factor.codeOrRecovery")).fill(recovery[1] ?? "");
  await section.getByRole("button", { name: en("factor.switchOff") }).click();
  await expect(section.getByRole("button", { name: en("factor.setUp") })).toBeVisible();
  expect((await other.request.get("/api/self")).status()).toBe(401);
  for (const each of [person, door, other]) await each.context().close();
});

test("a step that takes too long begins again with what was typed", async ({
  page,
  browser,
  studio,
}) => {
  const email = "late@example.com";
  const person = await elsewhere(browser, studio);
  await join(page, person, { email, role: "Reviewer" });
  await person.goto("/settings/profile");
  await person.getByRole("button", { name: en("factor.setUp") }).click();
  const { app } = await setUp(person);
  const door = await elsewhere(browser, studio);
  await door.goto("/sign-in");
  await typePassword(door, email);
  await studio.query("update pending_sign_in set expires_at = now() - interval '1 minute'");
  await door.getByLabel(en("account.secondStep.code")).fill(app());
  await door.getByRole("button", { name: en("account.secondStep.submit") }).click();
  await expect(door.getByText(en("account.refused.stepExpired"))).toBeVisible();
  await expect(door.getByLabel(en("account.field.email"))).toHaveValue(email);
  await expect(door.getByLabel(en("account.field.password"), { exact: true })).toBeFocused();
  for (const each of [person, door]) await each.context().close();
});

test("a team asks its owners and admins for it, and helps who has lost it", async ({
  page,
  browser,
  studio,
}) => {
  const email = "ben-of-the-team@example.com";
  const admin = await elsewhere(browser, studio);
  await join(page, admin, { email, role: "Admin" });
  await page.goto("/settings/people");
  const people = page.getByRole("region", { name: en("team.factor.title") });
  const demand = people.getByRole("switch", { name: en("team.factor.require") });
  await demand.click();
  await expect(people.getByText(en("team.refused.own_factor_missing"))).toBeVisible();
  await expect(demand).not.toBeChecked();
  // One that nobody uses is enough here: how it is set up is another journey's.
  await studio.query(
    `insert into second_factor (user_id, secret, created_at, confirmed_at)
     select user_id, 'none', now(), now() from membership where role = 'owner'`,
  );
  await demand.click();
  await expect(demand).toBeChecked();

  // On a screen that nobody touches.
  await expect(admin).toHaveURL(/\/second-factor$/, { timeout: 20_000 });
  expect((await admin.request.get("/api/self")).status()).toBe(401);
  await admin.goto("/library");
  await expect(admin).toHaveURL(/\/second-factor$/);
  await setUp(admin);
  await admin.getByRole("button", { name: en("factor.codesDone") }).click();
  await untilAlive(admin);
  await admin.goto("/settings/profile");
  await expect(admin.getByText(/it cannot be switched off/)).toBeVisible();
  await expect(admin.getByRole("button", { name: en("factor.switchOff") })).toHaveCount(0);

  await page.reload();
  await row(page, email).getByRole("button", { name: "Reset the second factor of Lin" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: en("team.factor.resetSubmit") }).click();
  await expect(dialog).toBeHidden();
  const door = await elsewhere(browser, studio);
  await door.goto("/sign-in");
  await door.getByLabel(en("account.field.email")).fill(email);
  await door.getByLabel(en("account.field.password"), { exact: true }).fill(PASSWORD);
  await door.getByRole("button", { name: en("account.signIn.submit") }).click();
  // The old app counts no longer; a new one is what the door asks for.
  await expect(door).toHaveURL(/\/second-factor$/);

  await demand.click();
  await expect(demand).not.toBeChecked();
  await studio.query("delete from second_factor where secret = 'none'");
  await door.goto("/");
  await untilAlive(door);
  for (const each of [admin, door]) await each.context().close();
});

for (const locale of ["en", "ru"] as const) {
  const t = wordsOf(locale);
  for (const theme of ["dark", "light"] as const) {
    test(`its screens are clean in ${locale} and ${theme}, also on a phone`, async ({
      page,
      browser,
      studio,
    }) => {
      const email = `axe-${locale}-${theme}@example.com`;
      const cookies = [
        { name: "maquette.locale", value: locale, url: studio.url },
        { name: "maquette.theme", value: theme, url: studio.url },
      ];
      const person = await elsewhere(browser, studio, cookies);
      await join(page, person, { email, role: "Designer" });
      const look = async (of: Page) => {
        for (const width of [1440, 390]) {
          await of.setViewportSize({ width, height: 900 });
          await expectNoViolations(of);
          const wide = await of.evaluate(() => document.documentElement.scrollWidth);
          expect(wide).toBeLessThanOrEqual(width);
        }
      };
      await person.goto("/settings/profile");
      const section = person.getByRole("region", { name: t("factor.title") });
      await section.getByRole("button", { name: t("factor.setUp") }).click();
      await section.getByLabel(t("factor.password"), { exact: true }).fill(PASSWORD);
      await section.getByRole("button", { name: t("factor.next") }).click();
      const square = section.getByRole("img").locator("rect");
      await expect(square).toHaveCSS("fill", "rgb(255, 255, 255)");
      await look(person);
      const app = await appOf(person, t);
      await section.getByLabel(t("factor.code")).fill(app());
      await section.getByRole("button", { name: t("factor.confirm") }).click();
      await expect(section.getByRole("listitem")).toHaveCount(10);
      await look(person);

      const door = await elsewhere(browser, studio, cookies);
      await door.goto("/sign-in");
      await typePassword(door, email, t);
      await look(door);
      for (const each of [person, door]) await each.context().close();
    });
  }
}
