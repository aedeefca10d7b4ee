import type { Browser, Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";
import { cells, found } from "./library-page";
import { wordsOf } from "./words";

test.use({ history: "closed-projects", contextOptions: { reducedMotion: "reduce" } });

const PASSWORD = "a sentence of my own choice";

const switcher = (page: Page) =>
  page.getByRole("button", { name: /^Project .*\. Switch project$/ });
const dialogOf = (page: Page, name: string) =>
  page.getByRole("dialog", { name: `Who sees ${name}` });

/** Somebody else of the team, in a browser of their own. */
async function join(
  { page, browser, studio }: { page: Page; browser: Browser; studio: TestStudio },
  { name, role }: { name: string; role: "Designer" | "Reviewer" },
): Promise<Page> {
  const email = `${name.toLowerCase()}@example.com`;
  await page.goto("/settings/people");
  const form = page.getByRole("region", { name: "Invite somebody" });
  await form.getByLabel("Mail").fill(email);
  await form.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: role }).click();
  await form.getByRole("button", { name: "Make the link" }).click();
  const link = form.getByLabel(`Link for ${email}`);
  await expect(link).toHaveValue(/\/invitation#[\w-]{43}$/);
  const storageState = { cookies: [], origins: [] };
  const guest = await (await browser.newContext({ storageState, baseURL: studio.url })).newPage();
  await guest.goto(await link.inputValue());
  await guest.getByLabel("Your name").fill(name);
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: "Join" }).click();
  await untilAlive(guest);
  return guest;
}

async function makeProject(page: Page, name: string, code: string) {
  await page.goto("/");
  await untilAlive(page);
  await switcher(page).click();
  await page.getByRole("button", { name: "New project" }).click();
  const dialog = page.getByRole("dialog", { name: "New project" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Code").fill(code);
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(switcher(page)).toContainText(name);
}

async function askWhoSees(page: Page, name: string) {
  await switcher(page).click();
  await page.getByRole("button", { name: `Who sees ${name}` }).click();
  const dialog = dialogOf(page, name);
  await expect(dialog.getByRole("radio", { name: "The whole team" })).toBeVisible();
  return dialog;
}

async function save(page: Page, name: string) {
  await dialogOf(page, name).getByRole("button", { name: "Save" }).click();
  await expect(dialogOf(page, name)).toBeHidden();
}

const inList = (page: Page, name: string) =>
  page.getByRole("list", { name: "Projects" }).getByRole("button", { name: new RegExp(name) });

test("a project that is closed is gone for a designer within seconds, and there again once they are chosen", async ({
  page,
  browser,
  studio,
}) => {
  const lin = await join({ page, browser, studio }, { name: "Lin", role: "Designer" });
  await makeProject(page, "Perfume launch", "PL");
  await page.getByRole("textbox", { name: "Prompt" }).fill("A flask of amber glass");
  await page.keyboard.press("Control+Enter");
  const pictures = (of: Page) =>
    of.getByRole("button", { name: /^A flask of amber glass, PL-.*Done$/ });
  await expect(pictures(page)).toHaveCount(4, { timeout: 60_000 });

  await lin.goto("/?project=PL");
  await untilAlive(lin);
  await expect(pictures(lin)).toHaveCount(4);
  const library = await lin.context().newPage();
  await library.goto("/library?q=flask");
  await found(library, 4);
  const [image] = await studio.query("select id from image limit 1");
  const address = `/api/images/${image?.["id"]}`;
  expect((await lin.request.get(address)).status()).toBe(200);

  const dialog = await askWhoSees(page, "Perfume launch");
  await dialog.getByRole("radio", { name: "Chosen people" }).check();
  await expect(dialog.getByRole("checkbox", { name: /Lin/ })).not.toBeChecked();
  await save(page, "Perfume launch");
  await expect(
    page.getByRole("button", {
      name: "Project Perfume launch, open to chosen people. Switch project",
    }),
  ).toBeVisible();
  await expect(pictures(page)).toHaveCount(4);

  // On screens that nobody touches.
  await expect(switcher(lin)).toContainText("Autumn KV", { timeout: 20_000 });
  await expect(pictures(lin)).toHaveCount(0);
  await expect(lin).not.toHaveURL(/project=PL/);
  await expect(library.getByRole("button", { name: /A flask of amber glass/ })).toHaveCount(0, {
    timeout: 20_000,
  });
  expect((await lin.request.get(address)).status()).toBe(404);
  await untilAlive(lin);
  await switcher(lin).click();
  await expect(inList(lin, "Autumn KV")).toBeVisible();
  await expect(inList(lin, "Perfume launch")).toHaveCount(0);
  await lin.keyboard.press("Escape");
  await lin.goto("/?project=PL");
  await expect(switcher(lin)).toContainText("Autumn KV");

  const again = await askWhoSees(page, "Perfume launch");
  await again.getByRole("checkbox", { name: /Lin/ }).check();
  await save(page, "Perfume launch");
  await untilAlive(lin);
  await expect(async () => {
    await switcher(lin).click();
    await expect(inList(lin, "Perfume launch")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await inList(lin, "Perfume launch").click();
  await expect(pictures(lin)).toHaveCount(4);
  await library.goto("/library?q=flask");
  await found(library, 4);
  await expect(cells(library)).toHaveCount(4);
  await lin.context().close();
});

test("with the keys alone a designer closes a project to all but a colleague; the last open one stays open", async ({
  page,
  browser,
  studio,
}) => {
  const mia = await join({ page, browser, studio }, { name: "Mia", role: "Designer" });
  await (await join({ page, browser, studio }, { name: "Rob", role: "Reviewer" }))
    .context()
    .close();
  await makeProject(mia, "Spring", "SPR");
  await switcher(mia).focus();
  await mia.keyboard.press("Enter");
  const ask = mia.getByRole("button", { name: "Who sees Spring" });
  await expect(ask).toBeVisible();
  await ask.focus();
  await mia.keyboard.press("Enter");
  const dialog = dialogOf(mia, "Spring");
  const everybody = dialog.getByRole("radio", { name: "The whole team" });
  await expect(everybody).toBeChecked();
  await everybody.focus();
  await mia.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: "Chosen people" })).toBeChecked();
  const self = dialog.getByRole("checkbox", { name: /^Mia \(you\)/ });
  await expect(self).toBeChecked();
  await expect(self).toBeDisabled();
  const rob = dialog.getByRole("checkbox", { name: /^Rob/ });
  await expect(async () => {
    await mia.keyboard.press("Tab");
    await expect(rob).toBeFocused({ timeout: 100 });
  }).toPass();
  await mia.keyboard.press("Space");
  await mia.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(switcher(mia)).toBeFocused();
  await expect(switcher(mia)).toHaveAccessibleName(/^Project Spring, open to chosen people\./);

  // All the others of this studio.
  await studio.query("update project set is_closed = true where code <> 'AK'");
  await page.goto("/?project=AK");
  await untilAlive(page);
  const last = await askWhoSees(page, "Autumn KV");
  await last.getByRole("radio", { name: "Chosen people" }).check();
  await last.getByRole("button", { name: "Save" }).click();
  await expect(last.getByRole("alert")).toContainText("Every other project is closed.");
  await page.keyboard.press("Escape");
  await expect(last).toBeHidden();
  await mia.context().close();
});

const LOOKS = (["en", "ru"] as const).flatMap((locale) =>
  (["dark", "light"] as const).map((theme) => ({ locale, theme })),
);
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const { locale, theme } of LOOKS) {
  test(`who sees a project is asked without a violation in ${locale}, ${theme}`, async ({
    page,
    studio,
  }) => {
    const t = wordsOf(locale);
    await page.context().addCookies([
      { name: "maquette.locale", value: locale, url: studio.url },
      { name: "maquette.theme", value: theme, url: studio.url },
    ]);
    await studio.query("update project set is_closed = (code <> 'AK')");
    for (const size of WINDOWS) {
      await page.setViewportSize(size);
      await page.goto("/?project=AK");
      const name = "Autumn KV";
      const open = page.getByRole("button", {
        name: t("project.switchFrom", { name, isClosed: "false" }),
      });
      await expect(async () => {
        await open.click();
        await expect(page.getByRole("list", { name: t("project.projects") })).toBeVisible({
          timeout: 1_000,
        });
      }).toPass();
      await expectNoViolations(page);
      await page.getByRole("button", { name: t("project.people.title", { name }) }).click();
      const dialog = page.getByRole("dialog", { name: t("project.people.title", { name }) });
      await dialog.getByRole("radio", { name: t("project.people.chosen") }).check();
      await expect(dialog.getByRole("group", { name: t("project.people.list") })).toBeVisible();
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
  });
}
