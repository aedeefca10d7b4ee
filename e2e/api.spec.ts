import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { expect, type TestStudio, test, untilAlive } from "./fixtures";
import { wordsOf } from "./words";

test.use({ history: "api", contextOptions: { reducedMotion: "reduce" } });

const SMALL = { model: "gemini-3-pro-image-preview", resolution: "1K" } as const;

/** As a program does it: no browser, no cookie. */
const asProgram = (studio: TestStudio, token: string) => ({
  get: (path: string) =>
    fetch(studio.url + path, { headers: { authorization: `Bearer ${token}` } }),
  press: (key: string, body: object) =>
    fetch(`${studio.url}/api/v1/generations`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
      body: JSON.stringify(body),
    }),
});

type Made = {
  generations: { id: string; variants: { id: string; status: string; image: Image | null }[] }[];
};
type Image = { sha256: string; file: string };

const row = (page: Page, label: string) => page.getByRole("listitem", { name: label });

async function makeToken(page: Page, label: string, scopes: readonly string[] = ["Generate"]) {
  await page.goto("/settings/api");
  await page.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a token" });
  await dialog.getByLabel("Name").fill(label);
  for (const scope of scopes) await dialog.getByRole("switch", { name: scope }).click();
  await dialog.getByRole("button", { name: "Make", exact: true }).click();
  const field = page.getByLabel(`Token ${label}`);
  await expect(field).toHaveValue(/^mqt_[0-9A-Za-z]{36}$/);
  const token = await field.inputValue();
  await page.getByRole("button", { name: "I have it" }).click();
  return token;
}

const firstProject = async (program: ReturnType<typeof asProgram>): Promise<string> =>
  (await (await program.get("/api/v1/projects")).json()).projects[0].id;

test("a token is made, makes a picture and fetches it, and is refused once it is revoked", async ({
  page,
  studio,
}) => {
  const token = await makeToken(page, "Nightly banners");
  await expect(page.getByRole("button", { name: "Make a token" })).toBeFocused();
  await expect(row(page, "Nightly banners")).toContainText("never used");
  await page.reload();
  await expect(row(page, "Nightly banners")).toContainText(`…${token.slice(-4)}`);
  expect(await page.content()).not.toContain(token.slice(4, -4));

  const program = asProgram(studio, token);
  const projectId = await firstProject(program);
  const prompt = "A brass lamp for a program";
  const made = await program.press("lamp", { projectId, prompt, ...SMALL });
  expect(made.status).toBe(201);
  const [run] = ((await made.json()) as Made).generations;
  const [variant] = run?.variants ?? [];
  let image: Image | null = null;
  await expect(async () => {
    const read = await (await program.get(`/api/v1/variants/${variant?.id}`)).json();
    expect(read.status).toBe("succeeded");
    image = read.image;
  }).toPass({ timeout: 60_000 });
  const original = await program.get(`/api/v1/variants/${variant?.id}/original`);
  expect(original.headers.get("content-type")).toMatch(/^image\//);
  const bytes = Buffer.from(await original.arrayBuffer());
  const { sha256 } = image as unknown as Image;
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
  expect((await studio.acceptedTasks()).filter((task) => task.prompt === prompt)).toHaveLength(1);

  // It is a picture like any other, of the person whose token it is.
  await page.goto("/");
  await expect(page.getByRole("button", { name: new RegExp(`${prompt}.*Done`) })).toBeVisible();

  await page.goto("/settings/api");
  await expect(row(page, "Nightly banners")).toContainText("last used");
  await row(page, "Nightly banners")
    .getByRole("button", { name: "Revoke Nightly banners" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Revoke Nightly banners?" });
  await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(row(page, "Nightly banners")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Your tokens" })).toBeFocused();
  const refused = await program.get("/api/v1/projects");
  expect(refused.status).toBe(401);
  expect((await refused.json()).code).toBe("token_revoked");

  await page.goto("/settings/log");
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows.nth(0)).toContainText("revoked the API token Nightly banners");
  await expect(rows.nth(1)).toContainText("made the API token Nightly banners");
  await expect(rows.nth(1)).toContainText("read, generate");
});

test("a press that is repeated after a crash is the same press", async ({ page, studio }) => {
  const program = asProgram(studio, await makeToken(page, "After a crash"));
  const body = { projectId: await firstProject(program), prompt: "A clay jug, once", ...SMALL };
  const first = await program.press("jug", body);
  expect(first.status).toBe(201);
  const answer = await first.text();
  await studio.killAndRestart();
  const again = await program.press("jug", body);
  expect(again.status).toBe(201);
  expect(await again.text()).toBe(answer);
  expect((await program.press("jug", { ...body, variantCount: 2 })).status).toBe(409);
  const { id } = (JSON.parse(answer) as Made).generations[0] ?? { id: "" };
  await expect(async () => {
    const { variants } = await (await program.get(`/api/v1/generations/${id}`)).json();
    expect(variants.map(({ status }: { status: string }) => status)).toEqual(["succeeded"]);
  }).toPass({ timeout: 90_000 });
  const paid = (await studio.acceptedTasks()).filter(({ prompt }) => prompt === body.prompt);
  expect(paid).toHaveLength(1);
});

test("a token is made and revoked with the keys alone, and what is missing is said", async ({
  page,
}) => {
  await page.goto("/settings/api");
  const make = page.getByRole("button", { name: "Make a token" });
  await make.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Make a token" });
  const name = dialog.getByLabel("Name");
  await name.press("Enter");
  await expect(dialog.getByText("Enter a name of up to 60 characters.")).toBeVisible();
  await expect(name).toBeFocused();
  await page.keyboard.type("By keys");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("switch", { name: "Read" })).toBeFocused();
  await page.keyboard.press("Space");
  await name.press("Enter");
  await expect(dialog.getByText("Choose at least one.")).toBeVisible();
  await expect(name).toHaveValue("By keys");
  await dialog.getByRole("switch", { name: "Read" }).press("Space");
  await name.press("Enter");
  await expect(page.getByRole("heading", { name: "Your new token" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Token By keys")).toBeFocused();
  await page.getByRole("button", { name: "I have it" }).press("Enter");
  await expect(make).toBeFocused();
  await row(page, "By keys").getByRole("button").press("Enter");
  await page.keyboard.press("Escape");
  await expect(row(page, "By keys").getByRole("button")).toBeFocused();
  await page.keyboard.press("Enter");
  await page
    .getByRole("dialog", { name: "Revoke By keys?" })
    .getByRole("button", { name: "Revoke", exact: true })
    .press("Enter");
  await expect(row(page, "By keys")).toHaveCount(0);
});

test("the page of the API shows a request that works as it stands", async ({ page, studio }) => {
  await page.goto("/settings/api");
  await page.getByRole("link", { name: "How to use the API" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How to use the API");
  await page
    .getByRole("navigation", { name: "Operations" })
    .getByRole("link", { name: "List projects" })
    .click();
  const operation = page.getByRole("article", { name: "List projects" });
  await expect(operation).toBeInViewport();
  const request = (await operation.getByRole("region").first().textContent()) ?? "";
  const [, address = ""] = /curl "([^"]+)"/.exec(request) ?? [];
  const program = asProgram(studio, await makeToken(page, "As shown", []));
  const answer = await program.get(address.replace(studio.url, ""));
  expect(answer.status).toBe(200);
  const open = await fetch(`${studio.url}/api/v1/openapi.json`);
  expect(await open.json()).toMatchObject({ openapi: "3.1.1" });
});

async function expectFits(page: Page) {
  await expectNoViolations(page);
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(overflow).toBe(0);
}

for (const locale of ["en", "ru"] as const) {
  for (const theme of ["dark", "light"] as const) {
    test(`both pages are clean in ${locale} and ${theme}, also on a phone`, async ({
      page,
      studio,
    }, info) => {
      const t = wordsOf(locale);
      await page.goto("/");
      await untilAlive(page);
      const set = (name: string, value: string) => ({ name, value, url: studio.url });
      await page
        .context()
        .addCookies([set("maquette.locale", locale), set("maquette.theme", theme)]);
      for (const [width, height] of [
        [1440, 900],
        [390, 844],
      ] as const) {
        const picture = (name: string) =>
          page.screenshot({ path: info.outputPath(`${name}-${locale}-${theme}-${width}.png`) });
        await page.setViewportSize({ width, height });
        await page.goto("/settings/api");
        await page.getByRole("button", { name: t("api.make") }).click();
        const dialog = page.getByRole("dialog", { name: t("api.form.title") });
        await expectFits(page);
        await picture("make");
        await dialog.getByLabel(t("api.form.label")).fill("Banners");
        await dialog.getByRole("button", { name: t("api.form.submit"), exact: true }).click();
        await expect(page.getByRole("heading", { name: t("api.fresh.title") })).toBeVisible();
        await expectFits(page);
        await picture("tokens");
        await page.goto("/settings/api/reference");
        await expect(page.getByRole("heading", { level: 1, name: t("api.page") })).toBeVisible();
        await expectFits(page);
        await picture("reference");
        await page.locator("#createGeneration").scrollIntoViewIfNeeded();
        await picture("operation");
      }
    });
  }
}
