import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, test, untilAlive } from "./fixtures";
import { elsewhere, join, PASSWORD } from "./newcomer";
import { plugInKey } from "./virtual-key";
import { wordsOf } from "./words";

test.use({ history: "factor", contextOptions: { reducedMotion: "reduce" } });

type Words = ReturnType<typeof wordsOf>;
const en = wordsOf("en");

const sectionOf = (page: Page, t: Words) =>
  page.getByRole("region", { name: t("factor.passkey.title"), exact: true });

/** From the button to the key in the device; the first comes with recovery codes. */
async function add(page: Page, label: string, t: Words = en) {
  await page.goto("/settings/profile");
  const section = sectionOf(page, t);
  await section.getByRole("button", { name: t("factor.passkey.add") }).click();
  await section.getByLabel(t("factor.passkey.name")).fill(label);
  await section.getByLabel(t("factor.password"), { exact: true }).fill(PASSWORD);
  await section.getByRole("button", { name: t("factor.passkey.goOn") }).click();
  return section;
}

async function signOut(page: Page) {
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("button", { name: /^Lin/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

const useKey = (page: Page, t: Words = en) =>
  page.getByRole("button", { name: t("account.signIn.passkey") }).click();

test("somebody adds a passkey, comes in with it alone and after the password, and removes it", async ({
  page,
  browser,
  studio,
}) => {
  const email = "lin-of-the-key@example.com";
  const person = await elsewhere(browser, studio);
  await join(page, person, { email, role: "Designer" });
  const key = await plugInKey(person);

  // What is wrong stands beside its field, and what was typed stays.
  await person.goto("/settings/profile");
  const section = sectionOf(person, en);
  await expect(section.getByText(/None yet/)).toBeVisible();
  await section.getByRole("button", { name: en("factor.passkey.add") }).click();
  await section.getByLabel(en("factor.passkey.name")).fill("My laptop");
  await section.getByLabel(en("factor.password"), { exact: true }).fill("something else");
  await section.getByRole("button", { name: en("factor.passkey.goOn") }).click();
  await expect(section.getByText(en("factor.wrongPassword"))).toBeVisible();
  await expect(section.getByLabel(en("factor.passkey.name"))).toHaveValue("My laptop");
  expect(await key.count()).toBe(0);

  await section.getByLabel(en("factor.password"), { exact: true }).fill(PASSWORD);
  await section.getByLabel(en("factor.password"), { exact: true }).press("Enter");
  await expect(section.getByRole("heading", { name: en("factor.codesTitle") })).toBeFocused();
  await expect(section.getByRole("listitem")).toHaveCount(10);
  await section.getByRole("button", { name: en("factor.codesDone") }).click();
  const row = section.getByRole("listitem").filter({ hasText: "My laptop" });
  await expect(row).toContainText("not used yet");
  expect(await key.count()).toBe(1);
  await expect(person.getByText(/10 recovery codes are left/)).toBeVisible();
  // The same device has one already.
  await add(person, "Again");
  await expect(section.getByText(en("factor.passkey.taken"))).toBeVisible();

  await signOut(person);
  await person.goto("/sign-in?to=/library");
  await useKey(person);
  await expect(person).toHaveURL(/\/library$/);
  await person.goto("/settings/profile");
  await expect(row).toContainText(/used (?!yet)/);

  await signOut(person);
  await person.getByLabel(en("account.field.email")).fill(email);
  await person.getByLabel(en("account.field.password"), { exact: true }).fill(PASSWORD);
  await person.getByRole("button", { name: en("account.signIn.submit"), exact: true }).click();
  const second = person.getByRole("button", { name: en("account.secondStep.passkey") });
  await expect(second).toBeFocused();
  // The password alone opens nothing.
  expect((await person.request.get("/api/self")).status()).toBe(401);
  await second.press("Enter");
  await untilAlive(person);

  await person.goto("/settings/profile");
  await row.getByRole("button", { name: "Remove My laptop" }).click();
  await section.getByRole("button", { name: en("factor.withPasskey") }).click();
  await expect(section.getByText(/None yet/)).toBeVisible();
  await signOut(person);
  await useKey(person);
  await expect(person.getByText(en("account.refused.passkeyUnknown"))).toBeVisible();
  await person.context().close();
});

test("a key that the studio does not know, or that does not know its owner, opens nothing", async ({
  page,
  browser,
  studio,
}) => {
  const email = "lin-and-a-stranger@example.com";
  const person = await elsewhere(browser, studio);
  await join(page, person, { email, role: "Designer" });
  const key = await plugInKey(person);
  const section = await add(person, "My phone");
  await section.getByRole("button", { name: en("factor.codesDone") }).click();
  await expect(section.getByRole("listitem")).toHaveCount(1);
  await signOut(person);

  await key.verify(false);
  await useKey(person);
  await expect(person.getByText(en("account.refused.passkeyCancelled"))).toBeVisible();
  await key.verify(true);
  await key.holdForeign(new URL(studio.url).hostname);
  await useKey(person);
  await expect(person.getByText(en("account.refused.passkeyUnknown"))).toBeVisible();
  expect((await person.request.get("/api/self")).status()).toBe(401);
  await person.context().close();
});

test("who is held at the door sets up a passkey there, and the last one stays", async ({
  page,
  browser,
  studio,
}) => {
  const email = "ben-of-the-key@example.com";
  const admin = await elsewhere(browser, studio);
  await join(page, admin, { email, role: "Admin" });
  await plugInKey(admin);
  await studio.query(
    `insert into second_factor (user_id, secret, created_at, confirmed_at)
     select user_id, 'none', now(), now() from membership where role = 'owner'`,
  );
  await studio.query("update team set requires_second_factor = true");
  // A session is looked at again after five seconds at the latest.
  await expect(async () => {
    await admin.goto("/settings/profile");
    await expect(admin).toHaveURL(/\/second-factor$/, { timeout: 1_000 });
  }).toPass();
  await admin.getByRole("button", { name: en("account.mustSetUp.usePasskey") }).click();
  await admin.getByLabel(en("factor.password"), { exact: true }).fill(PASSWORD);
  await admin.getByRole("button", { name: en("factor.passkey.goOn") }).click();
  await admin.getByRole("button", { name: en("factor.codesDone") }).click();
  await untilAlive(admin);
  await admin.goto("/settings/profile");
  const section = sectionOf(admin, en);
  await expect(section.getByText(en("factor.passkey.last"))).toBeVisible();
  await expect(section.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
  await page.goto("/settings/people");
  await expect(page.getByRole("listitem").filter({ hasText: email })).toContainText(
    en("team.factor.has"),
  );
  await studio.query("update team set requires_second_factor = false");
  await studio.query("delete from second_factor where secret = 'none'");
  await admin.context().close();
});

for (const locale of ["en", "ru"] as const) {
  const t = wordsOf(locale);
  for (const theme of ["dark", "light"] as const) {
    test(`its screens are clean in ${locale} and ${theme}, also on a phone`, async ({
      page,
      browser,
      studio,
    }) => {
      const email = `key-${locale}-${theme}@example.com`;
      const person = await elsewhere(browser, studio, [
        { name: "maquette.locale", value: locale, url: studio.url },
        { name: "maquette.theme", value: theme, url: studio.url },
      ]);
      await join(page, person, { email, role: "Designer" });
      await plugInKey(person);
      const look = async () => {
        for (const width of [1440, 390]) {
          await person.setViewportSize({ width, height: 900 });
          await expectNoViolations(person);
          const wide = await person.evaluate(() => document.documentElement.scrollWidth);
          expect(wide).toBeLessThanOrEqual(width);
        }
      };
      const section = await add(
        person,
        "A laptop with a name that is as long as a name can get",
        t,
      );
      await section.getByRole("button", { name: t("factor.codesDone") }).click();
      await expect(section.getByRole("listitem")).toHaveCount(1);
      await look();
      await section.getByRole("button", { name: t("factor.passkey.add") }).click();
      await look();
      await section.getByRole("button", { name: t("factor.cancel") }).click();
      await section.getByRole("listitem").getByRole("button").click();
      await look();

      await person.context().clearCookies({ name: /session/ });
      await person.goto("/sign-in");
      await look();
      await person.getByLabel(t("account.field.email")).fill(email);
      await person.getByLabel(t("account.field.password"), { exact: true }).fill(PASSWORD);
      await person.getByRole("button", { name: t("account.signIn.submit"), exact: true }).click();
      await expect(
        person.getByRole("button", { name: t("account.secondStep.passkey") }),
      ).toBeFocused();
      await look();
      await person.context().close();
    });
  }
}
