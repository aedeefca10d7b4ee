import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { fillSetUp, OWNER, untilAlive } from "./fixtures";
import { type Account, CLIENT, startIdentityProvider } from "./identity-provider";
import { inviteTo } from "./newcomer";
import { freePort, type Studio, startStudio } from "./studio-process";
import { plugInKey } from "./virtual-key";
import { wordsOf } from "./words";

test.describe.configure({ mode: "serial" });
test.use({ contextOptions: { reducedMotion: "reduce" } });

const en = wordsOf("en");
const NAME = "Acme";

let folder: string;
let studio: Studio;
let service: Awaited<ReturnType<typeof startIdentityProvider>>;
let owner: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  folder = mkdtempSync(path.join(tmpdir(), "maquette-services-"));
  const [port, servicePort] = [await freePort(), await freePort()];
  service = await startIdentityProvider(servicePort, `http://localhost:${port}`);
  studio = await startStudio({
    dataDir: path.join(folder, "data"),
    port,
    env: {
      MAQUETTE_OIDC_ISSUER: service.issuer,
      MAQUETTE_OIDC_CLIENT_ID: CLIENT.id,
      MAQUETTE_OIDC_CLIENT_SECRET: CLIENT.secret,
      MAQUETTE_OIDC_NAME: NAME,
      MAQUETTE_SIGN_UP_DOMAINS: "studio.example",
      MAQUETTE_SANDBOX_SPEED: "20",
    },
  });
  owner = await openBrowser(browser);
  await owner.goto(studio.setupLink ?? "");
  await fillSetUp(owner);
  await owner.getByRole("button", { name: "Open the studio" }).click();
  await untilAlive(owner);
});
test.afterAll(async () => {
  await studio?.stop();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function openBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: studio.url });
  return context.newPage();
}

let count = 0;
const anAccount = (changes: Partial<Account> = {}): Account => {
  count += 1;
  return {
    ...{ id: `subject-${count}`, email: `kim-${count}@example.com`, isVerified: true, name: "Kim" },
    ...changes,
  };
};

/** From the button at the door to wherever the way back leads. */
async function comeBy(page: Page, account: Account | null, to = "/") {
  service.expect(account);
  await page.goto(`/sign-in?to=${to}`);
  await page.getByRole("button", { name: en("account.services.go", { name: NAME }) }).click();
}

const isSignedIn = async (page: Page) => (await page.request.get("/api/self")).status() === 200;

test("an invited person comes in by the service, in a session like every other", async ({
  browser,
}) => {
  const account = anAccount({ name: "Kim of Acme" });
  await inviteTo(owner, { email: account.email, role: "Designer" });
  const [here, there] = [await openBrowser(browser), await openBrowser(browser)];
  await comeBy(here, account, "/library");
  await expect(here).toHaveURL(/\/library$/);
  // Known again, without an invitation.
  await comeBy(there, account);
  await untilAlive(there);
  await here.goto("/settings/profile");
  await expect(here.getByText(en("profile.password.none"))).toBeVisible();
  await expect(here.getByRole("region", { name: en("profile.services.title") })).toContainText(
    `Connected as ${account.email}`,
  );
  await here.getByRole("button", { name: en("profile.devices.signOutOthers") }).click();
  await expect(here.getByText(en("profile.devices.others"))).toBeVisible();
  await expect.poll(() => isSignedIn(there), { timeout: 15_000 }).toBe(false);
  expect(await isSignedIn(here)).toBe(true);
  await owner.goto("/settings/people");
  await expect(owner.getByText("Kim of Acme")).toBeVisible();
  for (const each of [here, there]) await each.context().close();
});

test("nobody else comes in, and everybody is told why", async ({ browser }) => {
  const page = await openBrowser(browser);
  await comeBy(page, anAccount());
  await expect(page.getByText(en("account.refused.notInvited"))).toBeVisible();
  // The service too knows who was there last.
  await page.context().clearCookies();
  await comeBy(page, anAccount({ email: "kim@my-studio.example" }));
  await expect(page.getByText(en("account.refused.notInvited"))).toBeVisible();
  await page.context().clearCookies();
  await comeBy(page, anAccount({ email: "kim@studio.example", isVerified: false }));
  await expect(page.getByText(en("account.refused.mailNotVerified"))).toBeVisible();
  await page.context().clearCookies();
  await comeBy(page, anAccount({ email: OWNER.email }));
  await expect(page.getByText(en("account.refused.connectFirst"))).toBeVisible();
  await page.context().clearCookies();
  await comeBy(page, null);
  await expect(page.getByText(en("account.refused.serviceCancelled"))).toBeVisible();
  expect(await isSignedIn(page)).toBe(false);
  await page.context().close();
});

test("whoever has an address of the domain is a reviewer of the first team", async ({
  browser,
}) => {
  const page = await openBrowser(browser);
  await comeBy(page, anAccount({ email: "rea@studio.example", name: "Rea" }), "/library");
  await expect(page).toHaveURL(/\/library$/);
  expect(await (await page.request.get("/api/self")).json()).toMatchObject({ role: "reviewer" });
  await page.context().close();
});

test("A25: what comes back counts once, in the browser that has gone, with all that it was given", async ({
  browser,
}) => {
  const account = anAccount({ email: "replay@studio.example" });
  const page = await openBrowser(browser);
  const failed = page.getByText(en("account.refused.serviceFailed"));
  let way = "";
  page.on("request", (request) => {
    if (request.url().includes("/api/auth/callback/oidc")) way = request.url();
  });
  await comeBy(page, account);
  await untilAlive(page);
  expect(way).toContain("code=");
  // Once more, signed out, in the same browser.
  await page.context().clearCookies({ name: /session/ });
  await page.goto(way);
  await expect(failed).toBeVisible();
  expect(await isSignedIn(page)).toBe(false);

  // Held back on its way, and taken to another browser.
  await page.route(/\/api\/auth\/callback\/oidc/, (route) => route.abort());
  for (const missing of ["state", "nonce", "pkce.code_verifier"]) {
    way = "";
    await comeBy(page, account);
    await expect.poll(() => way).toContain("code=");
    const other = await openBrowser(browser);
    const cookies = await page.context().cookies();
    await other.context().addCookies(cookies.filter(({ name }) => !name.endsWith(missing)));
    await other.goto(way);
    await expect(other.getByText(en("account.refused.serviceFailed"))).toBeVisible();
    expect(await isSignedIn(other), missing).toBe(false);
    await other.context().close();
    await page.context().clearCookies();
  }
  await page.context().close();
});

test("S04: the way back is to the studio's own address, whatever a request says of it", async ({
  browser,
}) => {
  const page = await openBrowser(browser);
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const left = await page.request.post("/api/auth/signin/oidc", {
    form: { csrfToken, callbackUrl: "https://evil.example/" },
    headers: {
      origin: studio.url,
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
    },
    maxRedirects: 0,
  });
  expect(left.status()).toBe(302);
  const place = new URL(left.headers()["location"] ?? "");
  expect(place.origin).toBe(service.issuer);
  expect(place.searchParams.get("redirect_uri")).toBe(`${studio.url}/api/auth/callback/oidc`);
  for (const name of ["state", "nonce", "code_challenge"])
    expect(place.searchParams.get(name)?.length, name).toBeGreaterThan(20);
  await page.context().close();
});

test("somebody connects an account from within, comes in by it, and lets it go", async ({
  browser,
}) => {
  const account = anAccount({ email: "marta@elsewhere.example" });
  await owner.goto("/settings/profile");
  const section = owner.getByRole("region", { name: en("profile.services.title") });
  await section.getByRole("button", { name: `Connect ${NAME}` }).click();
  await section.getByLabel(en("factor.password"), { exact: true }).fill("something else");
  await section.getByRole("button", { name: `Go to ${NAME}` }).click();
  await expect(section.getByText(en("factor.wrongPassword"))).toBeVisible();
  service.expect(account);
  await section.getByLabel(en("factor.password"), { exact: true }).fill(OWNER.password);
  await section.getByRole("button", { name: `Go to ${NAME}` }).click();
  await expect(section.getByText(`Connected as ${account.email}`)).toBeVisible();
  const page = await openBrowser(browser);
  await comeBy(page, account);
  await untilAlive(page);
  expect(await (await page.request.get("/api/self")).json()).toMatchObject({ role: "owner" });

  await section.getByRole("button", { name: `Disconnect ${NAME}` }).click();
  await section.getByLabel(en("factor.password"), { exact: true }).fill(OWNER.password);
  await section.getByRole("button", { name: en("profile.services.disconnect") }).click();
  await expect(section.getByText(en("profile.services.notConnected"))).toBeVisible();
  await expect.poll(() => isSignedIn(page), { timeout: 15_000 }).toBe(false);
  await comeBy(page, account);
  await expect(page.getByText(en("account.refused.notInvited"))).toBeVisible();
  await page.context().close();
});

test("whoever has a second factor shows it after the service too", async ({ browser }) => {
  const account = anAccount({ email: "factor@studio.example" });
  const page = await openBrowser(browser);
  await comeBy(page, account, "/library");
  await expect(page).toHaveURL(/\/library$/);
  await page.goto("/settings/profile");
  const section = page.getByRole("region", { name: en("factor.passkey.title"), exact: true });
  await plugInKey(page);
  await section.getByRole("button", { name: en("factor.passkey.add") }).click();
  await expect(section.getByLabel(en("factor.password"), { exact: true })).toHaveCount(0);
  await section.getByRole("button", { name: en("factor.passkey.goOn") }).click();
  await section.getByRole("button", { name: en("factor.codesDone") }).click();
  await page.context().clearCookies({ name: /session/ });
  await comeBy(page, account);
  await expect(page.getByText(en("account.secondStep.leadService"))).toBeVisible();
  // The ticket is in no address and in no history.
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await isSignedIn(page)).toBe(false);
  await page.getByRole("button", { name: en("account.secondStep.passkey") }).click();
  await untilAlive(page);
  await page.context().close();
});

for (const locale of ["en", "ru"] as const) {
  const t = wordsOf(locale);
  for (const theme of ["dark", "light"] as const) {
    test(`the door and the profile are clean in ${locale} and ${theme}, also on a phone`, async ({
      browser,
    }) => {
      const page = await openBrowser(browser);
      await page
        .context()
        .addCookies([
          ...(await owner.context().cookies()),
          { name: "maquette.locale", value: locale, url: studio.url },
          { name: "maquette.theme", value: theme, url: studio.url },
        ]);
      const look = async () => {
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await expectNoViolations(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide).toBeLessThanOrEqual(width);
        }
      };
      await page.goto("/settings/profile");
      const section = page.getByRole("region", { name: t("profile.services.title") });
      await expect(section.getByText(t("profile.services.notConnected"))).toBeVisible();
      await look();
      await section.getByRole("button", { name: t("profile.services.connect") }).click();
      await look();
      await page.context().clearCookies({ name: /session/ });
      await page.goto("/sign-in?refused=not_invited");
      await expect(page.getByText(t("account.refused.notInvited"))).toBeVisible();
      await look();
      await page.context().close();
    });
  }
}

test("a service that does not answer is said to, and the door stays as it is", async ({
  browser,
}) => {
  await service.stop();
  const page = await openBrowser(browser);
  await page.goto("/sign-in");
  await page.getByLabel(en("account.field.email")).fill("kim@example.com");
  await page.getByRole("button", { name: en("account.services.go", { name: NAME }) }).click();
  await expect(page.getByText(en("account.refused.serviceUnreachable"))).toBeVisible();
  await expect(page.getByLabel(en("account.field.email"))).toHaveValue("kim@example.com");
  await page.context().close();
});
