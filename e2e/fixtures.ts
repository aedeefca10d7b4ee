import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, test as base, expect, type Page } from "@playwright/test";
import pg from "pg";
import type { z } from "zod";
import type { draftSchema } from "@/lib/draft/schema";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { freePort, type Studio, startStudio } from "./studio-process";

export const OWNER = {
  name: "Designer",
  email: "designer@example.com",
  password: "a sentence that works well",
};

type StorageState = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

export type AcceptedTask = { id: string; prompt: string; references: { sha256: string }[] };

/** A studio with its owner and the sandbox twenty times as fast as a gateway. */
export type TestStudio = {
  /** Where it answers now; the same after a restart. */
  url: string;
  /** Of the signed-in owner. */
  owner: StorageState;
  /** SIGKILL of the supervisor, then a new start. */
  killAndRestart: () => Promise<void>;
  /** What the sandbox does with the next create calls: ids of its fault table. */
  script: (faults: string[]) => Promise<void>;
  /** Tasks that the sandbox has accepted, in that order. */
  acceptedTasks: () => Promise<AcceptedTask[]>;
  /** Rows that its database answers with. */
  query: (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
};

type TestOptions = { pictures: keyof typeof BEGINNINGS; provokes: boolean };
type WorkerFixtures = { history: string; studio: TestStudio };

export const test = base.extend<TestOptions, WorkerFixtures>({
  /** Specs that name another one have a studio in which the others have made nothing. */
  history: ["shared", { option: true, scope: "worker" }],
  /** What a composer begins with: the studio's own 4K, or a sixteenth of its pixels, made in a fraction of the time. */
  pictures: ["small", { option: true }],
  /** Specs that put into a page what its policy forbids say so. */
  provokes: [false, { option: true }],
  studio: [
    async ({ browser, history: _ }, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), "maquette-e2e-"));
      const options = {
        dataDir: path.join(folder, "data"),
        port: await freePort(),
        env: { MAQUETTE_SANDBOX_SPEED: "20" },
      };
      let running: Studio = await startStudio(options);
      const { url, setupLink } = running;
      await use({
        url,
        owner: await setUp(browser, setupLink ?? ""),
        async killAndRestart() {
          await running.kill9();
          running = await startStudio(options);
        },
        script: (faults) => playScript(options.dataDir, faults),
        acceptedTasks: () => readLedger(options.dataDir),
        query: (sql, values) => query(options.dataDir, sql, values),
      });
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 180_000 },
  ],
  storageState: async ({ studio }, use) => use(studio.owner),
  baseURL: async ({ studio }, use) => use(studio.url),
  page: async ({ page, studio, pictures, provokes }, use) => {
    const violations: string[] = [];
    page.context().on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text());
    });
    // All specs share one person: what the last one left in the composer, and the project that it
    // chose, are not this one's business.
    await page.request.put("/api/draft", {
      headers: { origin: studio.url },
      data: emptyDraft(pictures),
    });
    await studio.query("update membership set project_id = null");
    // Nor is how long ago the worker's owner signed in.
    await studio.query("update session set confirmed_at = now()");
    await use(page);
    // A file that is still on its way through a spec's hands needs nobody any more.
    await page.unrouteAll({ behavior: "ignoreErrors" });
    expect(violations.length > 0, violations.join("\n")).toBe(provokes);
  },
});
export { expect };

const BEGINNINGS = {
  large: { model: DEFAULT_MODEL.id, resolution: DEFAULT_MODEL.defaultResolution },
  small: { model: "gemini-3-pro-image-preview", resolution: "1K" },
} as const;

/** What `PUT /api/draft` takes for a composer in which nobody has done anything. */
export const emptyDraft = (pictures: keyof typeof BEGINNINGS): z.input<typeof draftSchema> => ({
  ...BEGINNINGS[pictures],
  prompt: "",
  aspectRatio: "1:1",
  variantCount: 4,
  references: [],
  changedAt: Date.now(),
});

async function setUp(browser: Browser, link: string): Promise<StorageState> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(link);
  await fillSetUp(page);
  await page.getByRole("button", { name: "Open the studio" }).click();
  await expect(page.getByRole("textbox", { name: "Prompt" })).toBeVisible();
  const state = await context.storageState();
  await context.close();
  return state;
}

export async function fillSetUp(page: Page): Promise<void> {
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByLabel("Team").fill("Halden");
  await page.getByLabel("First project").fill("Autumn KV");
}

/** What the owner sees and does as a reviewer. A role that is changed behind the studio's back counts within seconds. */
export async function asReviewer(
  { page, studio }: { page: Page; studio: TestStudio },
  work: () => Promise<void>,
): Promise<void> {
  const become = async (role: string) => {
    await studio.query("update membership set role = $1", [role]);
    await expect
      .poll(async () => (await (await page.request.get("/api/self")).json()).role)
      .toBe(role);
  };
  await become("reviewer");
  try {
    await work();
  } finally {
    await become("owner");
  }
}

async function playScript(dataDir: string, faults: string[]): Promise<void> {
  const init = { method: "POST", body: JSON.stringify({ faults }) };
  expect((await fetch(sandboxUrl(dataDir, "script"), init)).status).toBe(200);
}

async function readLedger(dataDir: string) {
  const ledger = await (await fetch(sandboxUrl(dataDir, "ledger"))).json();
  return Object.values(ledger.keys as Record<string, AcceptedTask[]>).flat();
}

function sandboxUrl(dataDir: string, control: string): string {
  const port = readFileSync(path.join(dataDir, "sandbox/port"), "utf8").trim();
  return `http://127.0.0.1:${port}/__sandbox/${control}`;
}

async function query(dataDir: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: databaseUrl(dataDir) });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

export function databaseUrl(dataDir: string): string {
  const password = readFileSync(path.join(dataDir, "secrets/postgres-password"), "utf8");
  const pid = readFileSync(path.join(dataDir, "postgres-18/postmaster.pid"), "utf8");
  return `postgresql://maquette:${password}@127.0.0.1:${pid.split("\n")[3]}/maquette`;
}

/** Until the prompt has its editor, which takes the plain field's place once React answers. */
export async function untilAlive(page: Page): Promise<void> {
  await expect(page.locator(PROMPT)).toBeVisible();
}

const PROMPT = "[data-composer-focus=prompt][contenteditable]";

/** Drops files over the feed as a person does from their desk, or pastes them into the prompt. */
export async function giveFiles(
  page: Page,
  kind: "drop" | "paste",
  files: string[],
): Promise<void> {
  await untilAlive(page);
  const contents = files.map((file) => ({
    name: path.basename(file),
    base64: readFileSync(file).toString("base64"),
  }));
  const transfer = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of contents) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, contents);
  if (kind === "paste") {
    await page.locator(PROMPT).evaluate((field, clipboardData) => {
      field.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    }, transfer);
    return;
  }
  await page.locator("body").dispatchEvent("dragenter", { dataTransfer: transfer });
  // The layer that takes the drop comes up under the pointer.
  await expect(async () => {
    await page.evaluate((dataTransfer) => {
      const at = { clientX: 700, clientY: 300, dataTransfer, bubbles: true, cancelable: true };
      const layer = document.elementFromPoint(at.clientX, at.clientY);
      if (!layer || getComputedStyle(layer).position !== "fixed") throw new Error("no layer yet");
      for (const type of ["dragenter", "dragover", "drop"]) {
        layer.dispatchEvent(new DragEvent(type, at));
      }
    }, transfer);
  }).toPass();
}
