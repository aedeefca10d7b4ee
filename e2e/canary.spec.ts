import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import pg from "pg";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { databaseUrl, fillSetUp } from "./fixtures";
import { freePort, startStudio } from "./studio-process";

/** Its forms differ from each other, and from everything else. */
const CANARY = "sk-canary+7f3a/9c2e5b81d4==";

/** Entered by a person, where the other one stands in the settings. */
const TYPED = "sk-typed+1d6b/0e8f2a93c7==";

const formsOf = (key: string) => [
  key,
  encodeURIComponent(key),
  Buffer.from(key).toString("hex"),
  // Inside a longer text base64 begins at one of three places; the ends depend on the neighbours.
  ...[0, 1, 2].map((shift) =>
    Buffer.from(`${" ".repeat(shift)}${key}`)
      .toString("base64")
      .slice(4, -4),
  ),
];
const FORMS = [CANARY, TYPED].flatMap(formsOf);

const holds = (text: string, forms: readonly string[]) => {
  const plain = text.toLowerCase();
  return forms.some((form) => plain.includes(form.toLowerCase()));
};
const holdsCanary = (text: string) => holds(text, FORMS);

base("the search finds every form of the keys", () => {
  const hidden = [CANARY, TYPED].flatMap((key) => [
    `{"key":"${key}"}`,
    `?key=${encodeURIComponent(key)}`,
    Buffer.from(`Bearer ${key} and more`).toString("base64"),
    Buffer.from(`Bearer  ${key} and more`).toString("base64"),
    Buffer.from(`{"Bearer": ${key} and more`).toString("base64"),
    `\\x00${Buffer.from(key).toString("hex")}ff`,
  ]);
  for (const text of hidden) expect(holdsCanary(text), text).toBe(true);
  expect(holdsCanary("sk-canary and its last four: d4==")).toBe(false);
});

/** Every answer of the context, by address. */
function listen(context: BrowserContext) {
  const answers = new Map<string, Promise<string>>();
  context.on("response", (response) => {
    const headers = response.allHeaders().then((all) => JSON.stringify(all));
    const body = response.body().then(
      (bytes) => bytes.toString("latin1"),
      // A redirect has no body.
      () => "",
    );
    const text = Promise.all([headers, body]).then((parts) => parts.join("\n"));
    answers.set(`${answers.size} ${response.url()}`, text);
  });
  return answers;
}

function* textsBelow(folder: string): Generator<[name: string, text: string]> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const name = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) yield [name, readFileSync(name, "latin1")];
  }
}

async function rowsOf(dataDir: string): Promise<[string, string][]> {
  const client = new pg.Client({ connectionString: databaseUrl(dataDir) });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts: [string, string][] = [];
  for (const { name } of rows) {
    const table = await client.query<{ row: string }>(`select t::text as row from ${name} as t`);
    texts.push([name, table.rows.map(({ row }) => row).join("\n")]);
  }
  await client.end();
  return texts;
}

async function enterKey(page: Page, gatewayUrl: string) {
  await page.goto(new URL("/settings/keys", page.url()).href);
  await page.getByRole("button", { name: "Add a key" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a key" });
  await dialog.getByLabel("Name", { exact: true }).fill("Typed");
  await dialog.getByRole("combobox", { name: "Gateway" }).click();
  await page.getByRole("option", { name: "Another address" }).click();
  const secret = dialog.getByLabel("Secret", { exact: true });
  await secret.fill(TYPED);
  // Refused with the secret in it, and then taken.
  await dialog.getByLabel("Address").fill("nowhere");
  await dialog.getByRole("button", { name: "Add and test" }).click();
  await expect(dialog.getByText(/^This is no address/)).toBeVisible();
  await dialog.getByLabel("Address").fill(gatewayUrl);
  await dialog.getByRole("button", { name: "Add and test" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Works\./)).toBeVisible();
}

/** Makes a token and uses it well and badly. Answers with what only its owner may have seen. */
async function useToken(page: Page, studioUrl: string): Promise<string> {
  await page.goto(`${studioUrl}/settings/api`);
  await page.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a token" });
  await dialog.getByLabel("Name").fill("A program");
  await dialog.getByRole("switch", { name: "Generate" }).click();
  await dialog.getByRole("button", { name: "Make", exact: true }).click();
  const token = await page.getByLabel("Token A program").inputValue();
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": "canary" };
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(studioUrl + path, { headers, ...init })).text();
  const said = [
    await ask("/api/v1/token"),
    await ask(`/api/v1/projects?token=${token}`),
    await ask(`/api/v1/${token}`),
    await ask("/api/v1/generations", { method: "POST", body: `{"prompt":"${token}"` }),
    await ask("/api/v1/projects", { headers: { authorization: `Bearer ${token}x` } }),
  ];
  const secret = token.slice(4, -4);
  expect(said.filter((text) => text.includes(secret))).toEqual([]);
  await page.getByRole("button", { name: "I have it" }).click();
  return secret;
}

base("I4: the gateway's key is in no answer, bundle, log or row", async ({ browser }) => {
  base.setTimeout(240_000);
  const folder = mkdtempSync(path.join(tmpdir(), "maquette-canary-"));
  const dataDir = path.join(folder, "data");
  const sandbox = await startSandbox({ speed: 20, dataDir: path.join(folder, "sandbox") });
  const studio = await startStudio({
    dataDir,
    port: await freePort(),
    env: {
      TOAPIS_API_KEY: CANARY,
      TOAPIS_BASE_URL: sandbox.url,
      MAQUETTE_ALLOW_PRIVATE_UPSTREAM: "1",
      MAQUETTE_LOG_LEVEL: "debug",
    },
  });
  const context = await browser.newContext();
  const answers = listen(context);
  const page = await context.newPage();
  await page.goto(studio.setupLink ?? "");
  await fillSetUp(page);
  await page.getByRole("button", { name: "Open the studio" }).click();

  // The first task ends with words of the gateway that quote the very key.
  const script = { method: "POST", body: JSON.stringify({ faults: ["P23"] }) };
  await fetch(`${sandbox.url}/__sandbox/script`, script);
  for (const prompt of ["A bottle", "A stone"]) {
    await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
    await page.getByRole("button", { name: /^Generate \d/ }).click();
    await expect(page.getByRole("button", { name: new RegExp(`^${prompt}, `) })).toHaveCount(4);
  }
  await expect(page.getByRole("button", { name: /A stone.*Done/ })).toHaveCount(4, {
    timeout: 120_000,
  });
  await page
    .getByRole("button", { name: /A stone.*Done/ })
    .first()
    .click();
  await expect(page.getByText("Accepted by the gateway")).toBeVisible();
  await enterKey(page, sandbox.url);
  const teamKey = page.getByRole("combobox", { name: "Key of The whole team" });
  await teamKey.click();
  await page.getByRole("option", { name: "Typed" }).click();
  await expect(teamKey).toHaveText("Typed");
  await page.goto(studio.url);
  await page.getByRole("textbox", { name: "Prompt" }).fill("A leaf");
  await page.getByRole("button", { name: /^Generate \d/ }).click();
  await expect(page.getByRole("button", { name: /A leaf.*Done/ })).toHaveCount(4, {
    timeout: 120_000,
  });
  // The one answer that gives a token to whoever has made it comes before these.
  const secret = await useToken(page, studio.url);
  const answersBefore = new Set(answers.keys());
  for (const address of [
    ...["/library", "/attention", "/nowhere", "/api/health", "/api/keys"],
    ...["/settings/api", "/settings/api/reference", "/settings/log", "/api/tokens"],
  ]) {
    await page.goto(studio.url + address);
  }
  expect(answers.size).toBeGreaterThan(20);

  const ledger = await (await fetch(`${sandbox.url}/__sandbox/ledger`)).text();
  // The sandbox names who paid by the key's end.
  expect(ledger).toContain(`sk-…${CANARY.slice(-4)}`);
  expect(ledger).toContain(`sk-…${TYPED.slice(-4)}`);
  const rows = await rowsOf(dataDir);
  await context.close();
  await studio.stop();
  await sandbox.stop();

  const found = [];
  const ofToken = formsOf(secret);
  for (const [address, text] of answers) {
    const isLater = !answersBefore.has(address);
    if (holdsCanary(await text) || (isLater && holds(await text, ofToken))) found.push(address);
  }
  for (const texts of [
    rows,
    [["standard output", studio.said] as const],
    textsBelow(path.join(dataDir, "log")),
    textsBelow(path.join(dataDir, "storage")),
    textsBelow(path.resolve(".next/static")),
    textsBelow(path.resolve(".next/server/app")),
  ]) {
    for (const [name, text] of texts)
      if (holdsCanary(text) || holds(text, ofToken)) found.push(name);
  }
  expect(found).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});
