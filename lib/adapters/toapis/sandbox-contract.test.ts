import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createResultDownloader } from "@/lib/adapters/toapis/result-downloader";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import { MODELS } from "@/lib/generation/models";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";
import type { CreateTask, Gateway, TaskState } from "@/lib/ports/gateway";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "contract-"));
  sandbox = await startSandbox({ speed: 1_000, isReachable: () => true });
});
afterAll(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true });
});

const network = () => ({ userAgent: "Maquette/test", privateOrigins: [sandbox.url] });
const gatewayWith = (secret = "sk-sandbox") =>
  createToapisGateways(network()).open({ baseUrl: sandbox.url, secret });

let count = 0;
function newTask(referenceUrls: string[] = []): CreateTask {
  count += 1;
  return {
    model: "gemini-3-pro-image-preview",
    prompt: "a red bicycle",
    aspectRatio: "16:9",
    resolution: "1K",
    options: {},
    referenceUrls,
    clientBusinessId: `mq-00000000-contract-${count}`,
    callbackUrl: null,
  };
}
const create = (gateway: Gateway, task = newTask()) => gateway.createTask(task, async () => {});

async function finish(gateway: Gateway, id: string): Promise<TaskState> {
  for (;;) {
    const lookup = await gateway.findTask(id);
    if (!lookup.found) throw new Error(`${id} is not there`);
    const { state } = lookup;
    if (state.status === "completed" || state.status === "failed") return state;
  }
}

test("a reference goes up, a picture comes down", async () => {
  const gateway = gatewayWith();
  const path = join(folder, "reference.png");
  await sharp({ create: { width: 64, height: 64, channels: 3, background: "red" } })
    .png()
    .toFile(path);
  const { url } = await gateway.uploadReference({ path, fileName: "red.png", mime: "image/png" });

  const task = newTask([url]);
  const outcome = await create(gateway, task);
  if (outcome.class !== "accepted" || !outcome.taskId) throw new Error(JSON.stringify(outcome));
  const state = await finish(gateway, outcome.taskId);
  if (state.status !== "completed") throw new Error(JSON.stringify(state));
  expect(state.expiresAt).toBeInstanceOf(Date);

  const target = join(folder, "result");
  const [resultUrl = ""] = state.resultUrls;
  const downloaded = await createResultDownloader(network()).download(resultUrl, target);
  const bytes = await readFile(target);
  expect(downloaded).toEqual({
    ok: true,
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 1376, height: 768 });

  const byOurId = await gateway.findTask(task.clientBusinessId);
  expect(byOurId).toMatchObject({ found: true, taskId: outcome.taskId });
});

test("a task that was never made is not found", async () => {
  expect(await gatewayWith().findTask("mq-00000000-nobody")).toEqual({ found: false });
});

test("the models and the balance of a key can be read", async () => {
  expect(await gatewayWith().listImageModels()).toContain("gemini-3-pro-image-preview-4k");
  expect(await gatewayWith().readBalance()).toMatchObject({
    account: { remainingCredits: expect.any(Number), usedCredits: expect.any(Number) },
  });
});

const OPTIONS: GenerationOptions = {
  orientation: "landscape",
  temperature: 2,
  topP: 0,
  maxOutputTokens: 32_768,
  personGeneration: "ALLOW_NONE",
  imageOutputOptions: { mimeType: "image/webp" },
  thinkingConfig: { thinkingLevel: "MINIMAL" },
  safetySettings: [
    { category: "HARM_CATEGORY_HATE_SPEECH", threshold: "BLOCK_ONLY_HIGH" },
    { category: "HARM_CATEGORY_DANGEROUS_CONTENT", threshold: "BLOCK_LOW_AND_ABOVE" },
  ],
  google_search: true,
  google_image_search: true,
};

test.each(MODELS)("$id is taken with every option set", async ({ id, defaultResolution }) => {
  const task = { ...newTask(), model: id, resolution: defaultResolution, options: OPTIONS };
  expect(await create(gatewayWith(), task)).toMatchObject({ class: "accepted" });
});
