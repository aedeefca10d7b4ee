import { globSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, OWNER, type TestStudio, test, untilAlive } from "./fixtures";
import { wordsOf } from "./words";

test.use({ history: "team", contextOptions: { reducedMotion: "reduce" } });

const PASSWORD = "a sentence of my own choice";
const NOBODY = { cookies: [], origins: [] };

const row = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

/** The link that the owner is shown. */
async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.goto("/settings/people");
  const form = page.getByRole("region", { name: "Invite somebody" });
  await form.getByLabel("Mail").fill(email);
  await form.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: role }).click();
  await form.getByRole("button", { name: "Make the link" }).click();
  const link = form.getByLabel(`Link for ${email}`);
  await expect(link).toHaveValue(/\/invitation#[\w-]{43}$/);
  return link.inputValue();
}

/** Another browser, in which nobody is signed in. */
const elsewhere = async (browser: Browser, { url: baseURL }: TestStudio) =>
  (await browser.newContext({ storageState: NOBODY, baseURL })).newPage();

async function accept(page: Page, link: string, name: string) {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await untilAlive(page);
}

async function changeRole(page: Page, name: string, role: string) {
  await page.getByRole("combobox", { name: `Role of ${name}` }).click();
  await page.getByRole("option", { name: role }).click();
  await expect(page.getByRole("combobox", { name: `Role of ${name}` })).toHaveText(role);
}

test("somebody who is invited joins, becomes a reviewer and is taken out, each within seconds", async ({
  page,
  browser,
  studio,
}) => {
  const link = await invite(page, "lin@example.com", "Designer");
  const guest = await elsewhere(browser, studio);
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Join the Halden studio" })).toBeVisible();
  await expect(guest.getByText("You come in as a designer.")).toBeVisible();
  await expect(guest.getByLabel("Mail")).toHaveValue("lin@example.com");
  // The secret is out of the address, and so out of the history.
  await expect(guest).toHaveURL(/\/invitation$/);
  await guest.getByLabel("Your name").fill("Lin");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByText("Make it 15 characters or longer.")).toBeVisible();
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: "Join" }).click();
  await untilAlive(guest);
  await guest.getByRole("textbox", { name: "Prompt" }).fill("A lantern in the fog");
  const generate = guest.getByRole("button", { name: /^Generate/ });
  await expect(generate).toBeEnabled();

  await page.reload();
  await expect(row(page, "lin@example.com")).toContainText("Here now");
  await changeRole(page, "Lin", "Reviewer");
  // On a screen that nobody touches.
  await expect(guest.getByText("Reviewers look and pick, they make nothing")).toBeVisible();
  await expect(generate).toBeDisabled();
  await generate.press("Enter");
  await guest.getByRole("textbox", { name: "Prompt" }).press("Control+Enter");
  const made = await studio.query(
    "select count(*)::int as count from generation where prompt_as_typed like '%lantern%'",
  );
  expect(made).toEqual([{ count: 0 }]);
  await guest.goto("/settings/people");
  await expect(guest.getByText("The address is wrong, or what it led to is gone.")).toBeVisible();
  expect((await guest.request.get("/api/people")).status()).toBe(403);

  await guest.goto("/");
  await untilAlive(guest);
  await page.getByRole("button", { name: "Remove Lin" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove Lin from the team?" });
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, "lin@example.com")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: /^\d+ pe/ })).toBeFocused();
  expect((await guest.request.get("/api/sending")).status()).toBe(401);
  await expect(guest).toHaveURL(/\/sign-in/);
  await guest.getByLabel("Mail").fill("lin@example.com");
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: "Sign in" }).click();
  await expect(guest.getByText("The mail or the password is wrong.")).toBeVisible();
  await guest.context().close();
});

test("an admin raises nobody above themselves, and the last owner stays one", async ({
  page,
  browser,
  studio,
}) => {
  const admin = await elsewhere(browser, studio);
  await accept(admin, await invite(page, "ben@example.com", "Admin"), "Ben");
  await page.reload();
  await expect(row(page, OWNER.email)).toContainText("The last owner");
  await expect(page.getByRole("button", { name: `Remove ${OWNER.name}` })).toHaveCount(0);

  await admin.getByRole("button", { name: "Open the menu of Ben" }).click();
  await admin.getByRole("menuitem", { name: "Settings" }).click();
  await admin.getByRole("link", { name: "People" }).click();
  await expect(row(admin, OWNER.email)).toContainText("Owner");
  await expect(admin.getByRole("combobox", { name: `Role of ${OWNER.name}` })).toHaveCount(0);
  await admin.getByRole("combobox", { name: "Role", exact: true }).click();
  await expect(admin.getByRole("option")).toHaveText(["Admin", "Designer", "Reviewer"]);
  await admin.keyboard.press("Escape");
  await admin.context().close();
});

/** Who sees what of the pages; for the others there is nothing at that address. Whoever adds a page adds it here. */
const PAGES: Record<string, readonly string[]> = {
  "/": ["Admin", "Designer", "Reviewer"],
  "/library": ["Admin", "Designer", "Reviewer"],
  "/library/bin": ["Admin", "Designer"],
  "/library/storage": ["Admin"],
  "/collections": ["Admin", "Designer", "Reviewer"],
  "/attention": ["Admin"],
  "/settings": ["Admin", "Designer", "Reviewer"],
  "/settings/api": ["Admin", "Designer", "Reviewer"],
  "/settings/api/reference": ["Admin", "Designer", "Reviewer"],
  "/settings/keys": ["Admin"],
  "/settings/people": ["Admin"],
  "/settings/usage": ["Admin", "Designer"],
  "/settings/log": ["Admin"],
  "/settings/profile": ["Admin", "Designer", "Reviewer"],
  "/second-factor": ["Admin", "Designer", "Reviewer"],
  "/invitation": ["Admin", "Designer", "Reviewer"],
  "/set-up": ["Admin", "Designer", "Reviewer"],
  "/sign-in": ["Admin", "Designer", "Reviewer"],
};
const AT_THE_DOOR = new Set(["/invitation", "/set-up", "/sign-in"]);

test("each page is there for those who may see it, and for nobody else", async ({
  page,
  browser,
  studio,
}) => {
  // Of the address with an id nobody has made one here.
  const pages = globSync("app/**/page.tsx", { exclude: ["**/[[]*"] }).map((file) =>
    file.replace(/^app|\/\([^/]+\)|\/page\.tsx$/g, ""),
  );
  expect(pages.map((path) => path || "/").sort()).toEqual(Object.keys(PAGES).sort());
  for (const role of ["Admin", "Designer", "Reviewer"]) {
    const person = await elsewhere(browser, studio);
    await accept(
      person,
      await invite(page, `${role.toLowerCase()}-of-pages@example.com`, role),
      role,
    );
    for (const [path, roles] of Object.entries(PAGES)) {
      const answer = await person.request.get(path);
      expect(answer.status(), `${role} at ${path}`).toBe(roles.includes(role) ? 200 : 404);
    }
    await person.context().close();
  }
  const stranger = await elsewhere(browser, studio);
  for (const path of Object.keys(PAGES)) {
    await stranger.request.get(path, { maxRedirects: 5 }).then((answer) => {
      const { pathname } = new URL(answer.url());
      expect(pathname, path).toBe(AT_THE_DOOR.has(path) ? path : "/sign-in");
    });
  }
  await stranger.context().close();
});

const LANGUAGES = ["en", "ru"] as const;

for (const locale of LANGUAGES) {
  const t = wordsOf(locale);

  test.describe(`in ${locale}`, () => {
    const spoken = (studio: TestStudio) => [
      { name: "maquette.locale", value: locale, url: studio.url },
    ];

    test("a link that does not open says why and what to do", async ({ page, browser, studio }) => {
      const email = `ida-${locale}@example.com`;
      const first = await invite(page, email, "Reviewer");
      const guest = await elsewhere(browser, studio);
      await guest.context().addCookies(spoken(studio));
      const says = (key: "invitationUnknown" | "invitationRevoked" | "invitationExpired") =>
        expect(guest.getByRole("alert").getByText(t(`account.refused.${key}`))).toBeVisible();
      await guest.goto("/invitation");
      await says("invitationUnknown");
      await guest.goto(first.slice(0, -1));
      await says("invitationUnknown");

      await row(page, email)
        .getByRole("button", { name: `New link for ${email}` })
        .click();
      const link = row(page, email).getByRole("textbox");
      await expect(link).not.toHaveValue(first);
      // The one that the form had shown is not offered any longer.
      await expect(page.getByRole("textbox", { name: `Link for ${email}` })).toHaveCount(1);
      const second = await link.inputValue();
      // In the same tab a link is no new page.
      await guest.goto(first);
      await says("invitationRevoked");
      await studio.query("update invitation set expires_at = now() where email = $1", [email]);
      await guest.goto(second);
      await says("invitationExpired");
      await page.reload();
      await expect(row(page, email)).toContainText("Expired");

      await page.getByRole("button", { name: `Take back the invitation of ${email}` }).click();
      await expect(row(page, email)).toHaveCount(0);
      await guest.goto(second);
      await says("invitationRevoked");
      await guest.context().close();
    });

    test("A17: a link is used once, and not by who is signed in", async ({
      page,
      browser,
      studio,
    }) => {
      const email = `olga-${locale}@example.com`;
      const link = await invite(page, email, "Designer");
      await page.context().addCookies(spoken(studio));
      await page.goto(link);
      await expect(page.getByText(t("account.refused.signedIn"))).toBeVisible();

      const guest = await elsewhere(browser, studio);
      await guest.context().addCookies(spoken(studio));
      await guest.goto(link);
      await guest.getByLabel(t("account.field.name")).fill("Olga");
      await guest.getByLabel(t("account.field.password"), { exact: true }).fill(PASSWORD);
      await guest.getByRole("button", { name: t("account.invitation.submit") }).click();
      await untilAlive(guest);

      const late = await elsewhere(browser, studio);
      await late.context().addCookies(spoken(studio));
      await late.goto(link);
      await expect(late.getByText(t("account.refused.invitationUsed"))).toBeVisible();
      await late.getByRole("link", { name: t("account.invitation.signIn") }).click();
      await expect(late).toHaveURL(/\/sign-in$/);
      await guest.context().close();
      await late.context().close();
    });

    for (const theme of ["dark", "light"] as const) {
      test(`the settings and the door are clean in the ${theme} theme, also on a phone`, async ({
        page,
        browser,
        studio,
      }) => {
        const link = await invite(page, `axe-${locale}-${theme}@example.com`, "Reviewer");
        const cookies = [
          ...spoken(studio),
          { name: "maquette.theme", value: theme, url: studio.url },
        ];
        await page.context().addCookies(cookies);
        const guest = await elsewhere(browser, studio);
        await guest.context().addCookies(cookies);
        await guest.goto(link);
        await expect(guest.getByLabel(t("account.field.name"))).toBeVisible();
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 844 });
          await guest.setViewportSize({ width, height: 844 });
          await expectFits(guest);
          await page.goto("/settings/people");
          await expect(page.getByRole("list").first()).toBeVisible();
          await expectFits(page);
          await page.goto("/settings/profile");
          await expect(page.getByText(t("profile.devices.this"), { exact: true })).toBeVisible();
          await expectFits(page);
        }
        await guest.context().close();
      });
    }
  });
}

async function expectFits(page: Page) {
  await expectNoViolations(page);
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(overflow).toBe(0);
}

test("a person changes their name, sees their devices and signs one out", async ({
  page,
  browser,
  studio,
}) => {
  const other = await elsewhere(browser, studio);
  await other.goto("/sign-in");
  await other.getByLabel("Mail").fill(OWNER.email);
  await other.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await untilAlive(other);

  await page.goto("/settings");
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await page.getByLabel("Your name").fill("  ");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter your name.")).toBeVisible();
  await page.getByLabel("Your name").fill("Marta Halden");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Open the menu of Marta Halden" })).toBeVisible();
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: `Open the menu of ${OWNER.name}` })).toBeVisible();

  const devices = page.getByRole("region", { name: "Devices" });
  await expect(devices.getByText("Chrome on Linux").first()).toBeVisible();
  const signOuts = devices.getByRole("button", { name: /^Sign out Chrome on Linux/ });
  const before = await signOuts.count();
  expect(before).toBeGreaterThan(0);
  await signOuts.first().click();
  await expect(signOuts).toHaveCount(before - 1);
  await expect(other).toHaveURL(/\/sign-in/);
  await other.context().close();
});

test("another owner is made only by who shows that it is them", async ({
  page,
  browser,
  studio,
}) => {
  const guest = await elsewhere(browser, studio);
  await accept(guest, await invite(page, "olivia@example.com", "Admin"), "Olivia");
  await page.goto("/settings/people");
  await studio.query("update session set confirmed_at = now() - interval '11 minutes'");
  const role = page.getByRole("combobox", { name: "Role of Olivia" });
  await role.click();
  await page.getByRole("option", { name: "Owner" }).click();
  const question = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(question).toBeVisible();
  await expectNoViolations(page);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/^Nothing was changed\. Confirm that it is you/)).toBeVisible();
  await expect(role).toHaveText("Admin");

  await role.click();
  await page.getByRole("option", { name: "Owner" }).click();
  await question.getByLabel("Current password").fill(OWNER.password);
  await question.getByRole("button", { name: "Confirm" }).click();
  await expect(role).toHaveText("Owner");
  await changeRole(page, "Olivia", "Designer");
  await guest.context().close();
});

test("a new password asks for the old one and ends every other session", async ({
  page,
  browser,
  studio,
}) => {
  const email = "rosa@example.com";
  const here = await elsewhere(browser, studio);
  await accept(here, await invite(page, email, "Designer"), "Rosa");
  const there = await elsewhere(browser, studio);
  await there.goto("/sign-in?to=/settings/profile");
  await there.getByLabel("Mail").fill(email);
  await there.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await there.getByRole("button", { name: "Sign in" }).click();
  await expect(there).toHaveURL(/\/settings\/profile$/);

  await here.goto("/settings/profile");
  await here.getByLabel("Current password").fill("something else altogether");
  await here.getByLabel("New password").fill("yet another sentence");
  await here.getByRole("button", { name: "Change the password" }).click();
  await expect(here.getByText("This is not the current password.")).toBeVisible();
  await expect(here.getByLabel("New password")).toHaveValue("yet another sentence");
  await here.getByLabel("Current password").fill(PASSWORD);
  await here.getByRole("button", { name: "Change the password" }).click();
  await expect(here.getByText("Password changed. Every other device is signed out.")).toBeVisible();
  await expect(here.getByRole("button", { name: "Sign out everywhere else" })).toHaveCount(0);
  await expect(there).toHaveURL(/\/sign-in/);
  await here.reload();
  await expect(here.getByRole("heading", { name: "Profile" })).toBeVisible();
  await here.context().close();
  await there.context().close();
});
