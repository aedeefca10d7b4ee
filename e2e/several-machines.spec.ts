import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { ulid } from "ulid";
import type { z } from "zod";
import {
  type createGenerationSchema,
  statusSchema,
  type VariantView,
} from "@/lib/generation/schema";
import { imageUrl } from "@/lib/image/schema/facts";
import { FILE_NAME_HEADER } from "@/lib/reference-image/schema/facts";
import { chance } from "@/lib/sandbox/chance";
import { OWNER } from "./fixtures";
import { type Client, createClient } from "./http-client";
import { GATEWAY_KEY, type Site, startSite } from "./site";

test.describe.configure({ mode: "serial" });

const SEED = process.env["MAQUETTE_SEED"] || String(Date.now());
const MODEL = "gemini-3-pro-image-preview";
const VARIANT_COUNT = 2;
const REFERENCES = ["01-amber-stone-warm.jpg", "07-cups-stack-yellow.jpg"];

let folder: string;
let site: Site;
let projectId: string;
let referenceImageIds: string[];
/** Of the generations that were pressed. */
const ids: string[] = [];
const client = createClient();

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(path.join(tmpdir(), "maquette-site-"));
  site = await startSite(folder);
  await setUp(client);
  referenceImageIds = await Promise.all(REFERENCES.map((name) => upload(client, name)));
  const database = new pg.Client({ connectionString: site.databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ id: string }>("select id from project");
  await database.end();
  projectId = rows[0]?.id ?? "";
});
test.afterAll(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A number below `bound` that the seed and the word decide. */
const pick = (bound: number, ...words: (string | number)[]) =>
  Math.floor(chance(SEED, ...words) * bound);

const anyWeb = (...words: (string | number)[]) =>
  site.webs[pick(site.webs.length, ...words)]?.url ?? "";

/** The link that was made last is the good one. */
async function setUp({ act }: Client): Promise<void> {
  const { name, email, password } = OWNER;
  const owner = { name, email, password, teamName: "Halden", projectName: "Autumn KV" };
  const answers = [];
  for (const { url, setupLink } of site.webs) {
    const token = new URL(setupLink ?? url).hash.slice(1);
    const timeZone = "Europe/Oslo";
    answers.push(await act(`${url}/set-up`, "setUpAction", { ...owner, token, timeZone }));
  }
  expect(answers).toContainEqual({ ok: true, value: { redirectTo: "/" } });
}

async function upload({ fetch }: Client, fileName: string): Promise<string> {
  const response = await fetch(`${anyWeb("upload", fileName)}/api/uploads/${ulid()}`, {
    method: "PUT",
    headers: { [FILE_NAME_HEADER]: fileName },
    body: readFileSync(path.resolve("public/samples", fileName)),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** Presses Generate; answers with the generation's id. */
async function press(web: string, prompt: string): Promise<string> {
  const input = {
    requestId: ulid(),
    projectId,
    prompt,
    model: MODEL,
    aspectRatio: "1:1",
    resolution: "1K",
    variantCount: VARIANT_COUNT,
    references: referenceImageIds.map((id, index) => ({
      referenceImageId: id,
      name: REFERENCES[index] ?? "",
    })),
  } satisfies z.input<typeof createGenerationSchema>;
  const answer = await client.act(`${web}/`, "createGenerationAction", input);
  expect(answer, JSON.stringify(answer)).toMatchObject({ ok: true });
  return (answer as { value: { generations: [{ id: string }] } }).value.generations[0].id;
}

async function variantsOf(web: string, ids: string[]): Promise<VariantView[]> {
  const response = await client.fetch(`${web}/api/status?ids=${ids.join()}`);
  expect(response.status).toBe(200);
  const { generations } = statusSchema.parse(await response.json());
  return generations.flatMap(({ variants }) => variants);
}

const sha256Of = (bytes: ArrayBuffer) =>
  createHash("sha256").update(new Uint8Array(bytes)).digest("hex");

/** What the gateway charged for: each task's prompt and the hash of the picture that it serves. */
async function charges(): Promise<{ prompt: string; sha256: string }[]> {
  const ledger = await fetch(`${site.sandboxUrl}/__sandbox/ledger`);
  const { keys } = (await ledger.json()) as {
    keys: Record<string, { id: string; prompt: string }[]>;
  };
  return Promise.all(
    Object.values(keys)
      .flat()
      .map(async ({ id, prompt }) => {
        const task = await fetch(`${site.sandboxUrl}/v1/images/generations/${id}`, {
          headers: { authorization: `Bearer ${GATEWAY_KEY}` },
        });
        const { result } = (await task.json()) as { result: { data: { url: string }[] } };
        const picture = await fetch(result.data[0]?.url ?? "");
        return { prompt, sha256: sha256Of(await picture.arrayBuffer()) };
      }),
  );
}

test("while machines lose their power, every picture arrives on all of them and is paid for once", async () => {
  test.setTimeout(240_000);
  process.stdout.write(`MAQUETTE_SEED=${SEED}\n`);
  const machines = [...site.webs, ...site.workers].sort(
    (a, b) => chance(SEED, a.name) - chance(SEED, b.name),
  );
  for (const [round, victim] of machines.slice(0, 3).entries()) {
    ids.push(await press(anyWeb("press", round), `Shelf number ${round}`));
    const observer = site.webs.find(({ name }) => name !== victim.name)?.url ?? "";
    const look = async () =>
      (await variantsOf(observer, ids)).map(({ id, version }) => `${id} ${version}`).join();
    const before = await look();
    await expect.poll(look, { timeout: 60_000 }).not.toBe(before);
    await victim.cutPowerAndRestart();
  }

  const states = async () =>
    (await variantsOf(anyWeb("end"), ids)).map(({ status, failure }) => failure ?? status);
  const all = Array.from({ length: ids.length * VARIANT_COUNT }, () => "succeeded");
  await expect.poll(states, { timeout: 120_000, message: `seed ${SEED}` }).toEqual(all);

  const charged = await charges();
  expect(charged).toHaveLength(all.length);
  for (const [round] of ids.entries()) {
    const ofGeneration = charged.filter(({ prompt }) => prompt === `Shelf number ${round}`);
    expect(ofGeneration).toHaveLength(VARIANT_COUNT);
  }
  const served = charged.map(({ sha256 }) => sha256).sort();
  for (const { url } of site.webs) {
    const shown = (await variantsOf(url, ids)).map(async ({ image }) => {
      const response = await client.fetch(`${url}${imageUrl(image?.id ?? "")}`);
      return sha256Of(await response.arrayBuffer());
    });
    expect((await Promise.all(shown)).sort()).toEqual(served);
  }
});

test("each machine says by itself whether it is ready, and the workers what they sent", async () => {
  const read = async (url: string) => (await client.fetch(`${url}/metrics`)).text();
  const countCreates = async () => {
    const texts = await Promise.all(site.workers.map(({ metricsUrl }) => read(metricsUrl)));
    const counts = texts.map((text) =>
      Number(/^maquette_paid_create_total{process="worker"} (\d+)$/m.exec(text)?.[1]),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };
  for (const { metricsUrl } of [...site.webs, ...site.workers])
    expect((await client.fetch(`${metricsUrl}/readyz`)).status).toBe(200);

  const before = await countCreates();
  ids.push(await press(anyWeb("counted"), "A shelf that is counted"));
  await expect.poll(countCreates, { timeout: 30_000 }).toBe(before + VARIANT_COUNT);
  const states = async () => (await variantsOf(anyWeb("counted"), ids)).map(({ status }) => status);
  await expect
    .poll(async () => new Set(await states()), { timeout: 60_000 })
    .toEqual(new Set(["succeeded"]));

  const [web] = site.webs;
  const text = await read(web?.metricsUrl ?? "");
  expect(text).toMatch(/^maquette_variants{status="queued"} 0$/m);
  expect(text).not.toContain(GATEWAY_KEY);
  expect((await client.fetch(`${web?.url}/metrics`)).status).toBe(404);
});

test("a process that would keep pictures elsewhere is told so and leaves", async () => {
  const { code, output } = await site.startStranger({ STORAGE_URL: `file://${folder}/elsewhere` });
  expect(code).toBe(78);
  expect(output).toContain("Warning: ROLE=web keeps pictures in file:///");
  expect(output).toContain("STORAGE_URL differs from that of another process on this database");
});

test("without its bucket a web process stays ready, shows small copies, and says what is down", async () => {
  const [web = ""] = site.webs.map(({ url }) => url);
  const [variant] = await variantsOf(web, ids);
  const id = variant?.image?.id ?? "";
  const statusOf = async (path: string) => (await client.fetch(`${web}${path}`)).status;
  await expect.poll(() => statusOf(imageUrl(id, 320))).toBe(200);
  await site.stopBucket();
  expect(await statusOf(imageUrl(id, 320))).toBe(200);
  expect(await statusOf(imageUrl(id))).toBe(503);
  expect(await statusOf("/readyz")).toBe(200);
  const health = await client.fetch(`${web}/api/health`);
  expect(await health.json()).toMatchObject({ database: "up", storage: "down" });
});
