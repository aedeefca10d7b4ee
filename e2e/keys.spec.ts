import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import pg from "pg";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { expectNoViolations } from "./axe";
import { databaseUrl, emptyDraft, fillSetUp, OWNER, untilAlive } from "./fixtures";
import { freePort, startStudio } from "./studio-process";
import { wordsOf } from "./words";

const FIRST = "sk-sandbox-first-of-team";
const SECOND = "sk-sandbox-second-one";
const THIRD = "sk-sandbox-the-third";
const WRONG = "pk-not-a-key-of-ours";

type Bench = {
  url: string;
  gatewayUrl: string;
  state: Awaited<ReturnType<BrowserContext["storageState"]>>;
  /** These are not good any more, all others are. */
  revoke: (...secrets: string[]) => Promise<void>;
  /** The last time that anybody has shown who they are lies so far back. */
  signedInAgo: (minutes: number) => Promise<void>;
  /** Prompts that a key has paid for. */
  paid: (secret: string) => Promise<string[]>;
};

/** A studio without a key of its own, and beside it a gateway whose keys are for the team to enter. */
const test = base.extend<{ page: Page }, { bench: Bench }>({
  bench: [
    async ({ browser }, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), "maquette-keys-"));
      const gateway = await startSandbox({ speed: 20, dataDir: path.join(folder, "gateway") });
      const dataDir = path.join(folder, "data");
      const studio = await startStudio({
        dataDir,
        port: await freePort(),
        env: { MAQUETTE_ALLOW_PRIVATE_UPSTREAM: "1", MAQUETTE_SANDBOX_SPEED: "20" },
      });
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(studio.setupLink ?? "");
      await fillSetUp(page);
      await page.getByRole("button", { name: "Open the studio" }).click();
      await untilAlive(page);
      const state = await context.storageState();
      await context.close();
      const control = async (name: string, body?: object) => {
        const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
        return (await fetch(`${gateway.url}/__sandbox/${name}`, init)).json();
      };
      await use({
        url: studio.url,
        gatewayUrl: gateway.url,
        state,
        revoke: async (...secrets) => control("revoked-keys", { secrets }),
        async signedInAgo(minutes) {
          const client = new pg.Client({ connectionString: databaseUrl(dataDir) });
          await client.connect();
          const past = "update session set confirmed_at = now() - make_interval(mins => $1)";
          await client.query(past, [minutes]);
          await client.end();
        },
        paid: async (secret) => {
          const { keys } = await control("ledger");
          return (keys[secret] ?? []).map(({ prompt }: { prompt: string }) => prompt);
        },
      });
      await studio.stop();
      await gateway.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 240_000 },
  ],
  storageState: async ({ bench }, use) => use(bench.state),
  baseURL: async ({ bench }, use) => use(bench.url),
});

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

test.beforeEach(({ bench }) => bench.signedInAgo(0));

const key = (page: Page, label: string) => page.getByRole("listitem", { name: label });

async function addWrong(page: Page, { gatewayUrl }: Bench, label: string) {
  await page.getByRole("button", { name: "Add a key" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a key" });
  await dialog.getByLabel("Name", { exact: true }).fill(label);
  await dialog.getByRole("combobox", { name: "Gateway" }).click();
  await page.getByRole("option", { name: "Another address" }).click();
  await dialog.getByLabel("Address").fill(gatewayUrl);
  await dialog.getByLabel("Secret", { exact: true }).fill(WRONG);
  await dialog.getByRole("button", { name: "Add and test" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Add a key" })).toBeFocused();
}

async function press(page: Page, prompt: string) {
  await page.request.put("/api/draft", {
    headers: { origin: new URL(page.url()).origin },
    // Not the studio's own beginning, whose sample references may still be on their way.
    data: emptyDraft("small"),
  });
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  await page.getByRole("textbox", { name: "Prompt" }).press("Control+Enter");
  await expect(
    page.getByRole("button", { name: new RegExp(`^${prompt}, `) }).first(),
  ).toBeVisible();
}

const done = (page: Page, prompt: string) =>
  page.getByRole("button", { name: new RegExp(`^${prompt}.*Done`) });

test("a key is added, tested by the studio itself, and serves the next picture", async ({
  page,
  bench,
}) => {
  test.setTimeout(120_000);
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Sandbox" })).toBeVisible();
  await page.goto("/settings/profile");
  await page.getByRole("link", { name: "Keys" }).click();
  await expect(page.getByRole("heading", { name: "No keys yet" })).toBeVisible();

  await page.getByRole("button", { name: "Add a key" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a key" });
  await dialog.getByRole("button", { name: "Add and test" }).click();
  await expect(dialog.getByText("Give it a name of at most 40 characters.")).toBeVisible();
  await expect(dialog.getByText(/^Paste the whole key/)).toBeVisible();
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await dialog.getByLabel("Name", { exact: true }).fill("Studio A");
  await dialog.getByRole("combobox", { name: "Gateway" }).click();
  await page.getByRole("option", { name: "Another address" }).click();
  await dialog.getByLabel("Address").fill("ftp://nowhere");
  await dialog.getByLabel("Secret", { exact: true }).fill(FIRST);
  await dialog.getByRole("button", { name: "Add and test" }).click();
  // What was typed is still there.
  await expect(dialog.getByText("Only https addresses without a port are taken.")).toBeVisible();
  await expect(dialog.getByLabel("Secret", { exact: true })).toHaveValue(FIRST);
  await dialog.getByLabel("Address").fill(`${bench.gatewayUrl}/v1/`);
  await dialog.getByRole("button", { name: "Add and test" }).click();
  await expect(dialog).toBeHidden();

  const row = key(page, "Studio A");
  await expect(row).toContainText("…team");
  await expect(row).toContainText("Serves the team");
  await expect(row.getByText(/^Works\. \d+ image models, checked/)).toBeVisible();
  await expect(row.getByText(/^\$[\d,.]+ left$/)).toBeVisible();
  expect(await bench.paid(FIRST)).toEqual([]);
  expect(await page.content()).not.toContain(FIRST);

  await press(page, "A first bottle");
  await expect(page.getByRole("button", { name: "Sandbox" })).toHaveCount(0);
  await expect(done(page, "A first bottle").first()).toBeVisible({ timeout: 60_000 });
  expect(new Set(await bench.paid(FIRST))).toEqual(new Set(["A first bottle"]));
});

test("a wrong key says so and what to do, and a new secret cures it", async ({ page, bench }) => {
  await page.goto("/settings/keys");
  await addWrong(page, bench, "Studio B");
  const row = key(page, "Studio B");
  await expect(row.getByText(/^The gateway refuses it/)).toBeVisible();
  await row.getByRole("button", { name: "New secret for Studio B" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "New secret for Studio B" });
  await dialog.getByLabel("Secret", { exact: true }).fill(FIRST);
  await dialog.getByRole("button", { name: "Replace and test" }).click();
  await expect(dialog.getByText("The team has this very key already.")).toBeVisible();
  await dialog.getByLabel("Secret", { exact: true }).fill(SECOND);
  await dialog.getByRole("button", { name: "Replace and test" }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByText(/^Works\./)).toBeVisible();
  await expect(row).toContainText("…-one");
});

test("who signed in a while ago shows that it is them, and what they typed is still there", async ({
  page,
  bench,
}) => {
  await page.goto("/settings/keys");
  const row = key(page, "Studio B");
  await bench.signedInAgo(11);
  await row.getByRole("button", { name: "New secret for Studio B" }).click();
  const dialog = page.getByRole("dialog", { name: "New secret for Studio B" });
  await dialog.getByLabel("Secret", { exact: true }).fill(FIRST);
  await dialog.getByRole("button", { name: "Replace and test" }).click();
  const question = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(question).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(dialog.getByText(/^Nothing was changed\. Confirm that it is you/)).toBeVisible();
  await expect(dialog.getByLabel("Secret", { exact: true })).toHaveValue(FIRST);

  await dialog.getByLabel("Secret", { exact: true }).fill(THIRD);
  await dialog.getByRole("button", { name: "Replace and test" }).press("Enter");
  await expect(question.getByLabel("Current password")).toBeFocused();
  await question.getByLabel("Current password").fill("not my password");
  await question.getByRole("button", { name: "Confirm" }).click();
  await expect(question.getByText("This is not the current password.")).toBeVisible();
  await question.getByLabel("Current password").fill(OWNER.password);
  await question.getByLabel("Current password").press("Enter");
  await expect(question).toBeHidden();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("…hird");

  // For the next minutes nobody is asked again.
  await row.getByRole("button", { name: "New secret for Studio B" }).click();
  await dialog.getByLabel("Secret", { exact: true }).fill(SECOND);
  await dialog.getByRole("button", { name: "Replace and test" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("…-one");

  await page.goto("/settings/log");
  const replaced = page.getByText(/entered a new secret for the gateway key Studio B/);
  await expect(replaced.first()).toBeVisible();
  await expect(page.getByText("Ends in: hird → -one")).toBeVisible();
});

test("a project has a key of its own, and the others keep the team's", async ({ page, bench }) => {
  test.setTimeout(120_000);
  await page.goto("/settings/keys");
  await page.getByRole("combobox", { name: "Key of Autumn KV" }).click();
  await page.getByRole("option", { name: "Studio B" }).click();
  await expect(page.getByRole("combobox", { name: "Key of Autumn KV" })).toHaveText("Studio B");
  await press(page, "A second bottle");
  await expect(done(page, "A second bottle").first()).toBeVisible({ timeout: 60_000 });
  expect(new Set(await bench.paid(SECOND))).toEqual(new Set(["A second bottle"]));
  expect(await bench.paid(FIRST)).not.toContain("A second bottle");
  await page.goto("/settings/keys");
  await page.getByRole("combobox", { name: "Key of Autumn KV" }).click();
  await page.getByRole("option", { name: "As the team" }).click();
  await expect(page.getByRole("combobox", { name: "Key of Autumn KV" })).toHaveText("As the team");
});

test("a key that is revoked midway lets the work wait, and a test brings it back", async ({
  page,
  bench,
}) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await bench.revoke(FIRST);
  await press(page, "A third bottle");
  const banner = page.getByText(/^The gateway refuses the key Studio A/);
  await expect(banner).toBeVisible({ timeout: 30_000 });
  await press(page, "A fourth bottle");
  await page.goto("/settings/keys");
  const row = key(page, "Studio A");
  await expect(row.getByText(/^Suspended: the gateway refuses it/)).toBeVisible();
  await row.getByRole("button", { name: "Remove Studio A" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove Studio A?" });
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(dialog.getByText(/under way with it/)).toBeVisible();
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(row.getByRole("button", { name: "Remove Studio A" })).toBeFocused();

  await bench.revoke();
  await row.getByRole("button", { name: "Test Studio A" }).click();
  await expect(row.getByText(/^Works\./)).toBeVisible({ timeout: 30_000 });
  await page.goto("/");
  await expect(banner).toBeHidden();
  await expect(done(page, "A fourth bottle")).toHaveCount(4, { timeout: 120_000 });
  const paid = await bench.paid(FIRST);
  expect(paid.filter((prompt) => prompt === "A fourth bottle")).toHaveLength(4);
});

for (const locale of ["en", "ru"] as const) {
  for (const theme of ["dark", "light"] as const) {
    test(`the keys are clean in ${locale} and ${theme}, also on a phone`, async ({
      page,
      bench,
    }) => {
      const t = wordsOf(locale);
      await page.context().addCookies([
        { name: "maquette.locale", value: locale, url: bench.url },
        { name: "maquette.theme", value: theme, url: bench.url },
      ]);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto("/settings/keys");
        await expect(key(page, "Studio A")).toBeVisible();
        await expectFits(page);
        await page.getByRole("button", { name: t("gateway.add") }).press("Enter");
        const dialog = page.getByRole("dialog", { name: t("gateway.form.addTitle") });
        await expect(dialog).toBeVisible();
        await expectFits(page);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      }
    });
  }
}

async function expectFits(page: Page) {
  await expectNoViolations(page);
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(overflow).toBe(0);
}

test("a key does not leave the gateway that it was entered for, and says how it gets elsewhere", async ({
  page,
}) => {
  await page.goto("/settings/keys");
  await key(page, "Studio B").getByRole("button", { name: "Edit Studio B" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit Studio B" });
  await dialog.getByLabel("Name", { exact: true }).fill("Studio B of another");
  await dialog.getByLabel("Address").fill("http://127.0.0.1:9");
  await dialog.getByRole("button", { name: "Save and test" }).click();
  await expect(
    dialog.getByText("A key goes only to the address that it was entered for.", { exact: false }),
  ).toBeVisible();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Studio B of another");
  await expect(dialog.getByLabel("Address")).toHaveValue("http://127.0.0.1:9");
  await page.keyboard.press("Escape");
  await expect(key(page, "Studio B")).toBeVisible();
});

test("a key is switched off, and removed with its secret", async ({ page }) => {
  await page.goto("/settings/keys");
  const row = key(page, "Studio B");
  await row.getByRole("button", { name: "Switch off Studio B" }).click();
  await expect(row.getByText("Nothing new goes out with it.", { exact: false })).toBeVisible();
  await row.getByRole("button", { name: "Remove Studio B" }).click();
  await page
    .getByRole("dialog", { name: "Remove Studio B?" })
    .getByRole("button", { name: "Remove", exact: true })
    .click();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "1 key" })).toBeFocused();
});
