import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flatPicture, openTestClient, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;

beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.stop());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const spent = async () => (await client.call("/v1/user/balance")).body.used_credits;

test("an accepted task answers as documented and is charged by the list", async () => {
  const before = await spent();
  const { status, body } = await client.create({ client_business_id: "order-1" });

  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.stringMatching(/^tsk_img_[0-9A-HJKMNP-TV-Z]{26}$/),
    client_business_id: "order-1",
    object: "generation.task",
    model: "gemini-3-pro-image-preview",
    status: "queued",
    progress: 0,
    created_at: expect.any(Number),
    metadata: {},
  });
  expect((await spent()) - before).toBe(8);
});

test("a task completes with an address that lives for a day, and is found by both ids", async () => {
  const { body } = await client.create({ client_business_id: "order-2" });
  const task = await client.finish(body.id);

  expect(task).toEqual({
    id: body.id,
    client_business_id: "order-2",
    object: "generation.task",
    model: "gemini-3-pro-image-preview",
    status: "completed",
    progress: 100,
    created_at: expect.any(Number),
    completed_at: expect.any(Number),
    expires_at: task.completed_at + 86_400,
    result: {
      type: "image",
      data: [{ url: expect.stringMatching(/\/files\/generated\/\d+_[0-9a-f]{8}\.(jpg|png)$/) }],
    },
  });
  expect((await client.status("order-2")).body).toEqual(task);
});

test("a waiting task is first queued, then in progress at 0 and at 50", async () => {
  let at = 1_700_000_000_000;
  const slow = await openTestClient({ speed: 1, now: () => at });
  const { body } = await slow.create({ client_business_id: "slow" });
  const [entry] = (await slow.ledger())["sk-sandbox"];
  const seen = new Set<string>();
  for (let second = 0; second < 31; second += 0.25) {
    at = Date.parse(entry.at) + second * 1_000;
    const { status, progress } = (await slow.status(body.id)).body;
    seen.add(`${status} ${progress}`);
    if (second < 5) expect(status).not.toBe("completed");
  }
  expect([...seen].slice(0, 3)).toEqual(["queued 0", "in_progress 0", "in_progress 50"]);
  await slow.stop();
});

test("two tasks under one business id are both charged, and the first is found", async () => {
  const first = await client.create({ client_business_id: "twice" });
  const second = await client.create({ client_business_id: "twice" });

  expect(second.body.id).not.toBe(first.body.id);
  expect((await client.status("twice")).body.id).toBe(first.body.id);
});

describe("a field that is not as documented is refused by name and costs nothing", () => {
  const official = "gemini-3-pro-image-preview-official";
  test.each([
    ["model missing", { model: undefined }, "model"],
    ["prompt missing", { prompt: undefined }, "prompt"],
    ["prompt not a string", { prompt: ["a cup"] }, "prompt"],
    ["prompt blank", { prompt: "  " }, "prompt"],
    ["n quoted", { n: "1" }, "n"],
    ["n of 2", { n: 2 }, "n"],
    ["size in pixels", { size: "1024x1024" }, "size"],
    ["size of another model", { size: "8:1" }, "size"],
    ["size not a string", { size: 1 }, "size"],
    ["resolution in lower case", { metadata: { resolution: "4k" } }, "resolution"],
    ["resolution of another model", { resolution: "0.5K" }, "resolution"],
    ["references not a list", { image_urls: "https://example.com/a.png" }, "image_urls"],
    ["a reference that is a number", { image_urls: [7] }, "image_urls"],
    ["a data URL", { image_urls: ["data:image/png;base64,iVBORw0KGgo="] }, "image_urls"],
    ["bare base64", { reference_images: ["iVBORw0KGgo="] }, "reference_images"],
    ["a file address", { image_urls: [{ url: "file:///etc/passwd" }] }, "image_urls"],
    ["15 references", { image_urls: Array(15).fill("https://example.com/a.png") }, "image_urls"],
    ["a quoted temperature", { model: official, metadata: { temperature: "1" } }, "metadata"],
    ["temperature over 2", { model: official, metadata: { temperature: 2.1 } }, "metadata"],
    [
      "a long prompt for 2.5",
      { model: "gemini-2.5-flash-image-preview", prompt: "a".repeat(1_001), metadata: {} },
      "prompt",
    ],
  ])("%s", async (_name, fields, param) => {
    const before = await spent();
    const { status, body } = await client.create(fields);

    expect(status).toBe(400);
    expect(body).toEqual({
      error: {
        code: "invalid_request",
        message: expect.any(String),
        param,
        type: "invalid_request_error",
      },
    });
    expect(await spent()).toBe(before);
  });
});

test("a missing field is named in the documented words", async () => {
  const { body } = await client.create({ prompt: undefined });
  expect(body.error.message).toBe("The 'prompt' field is required.");
});

test("a body that is no JSON object is refused in the other documented shape", async () => {
  for (const text of ["{", "[]", '"text"', ""]) {
    const { status, body } = await client.post("/v1/images/generations", text);
    expect(status).toBe(400);
    expect(body).toEqual({ success: false, message: "invalid request body" });
  }
});

test("an unknown model, a callback and the chat endpoint have answers of their own", async () => {
  const unknown = await client.create({ model: "dall-e-9" });
  expect([unknown.status, unknown.body.error.code]).toEqual([404, "model_not_found"]);
  const callback = await client.create({ callback_url: "https://example.com/hook" });
  expect([callback.status, callback.body.error.code]).toEqual([400, "webhook_not_configured"]);
  const chat = await client.post("/v1/chat/completions", { model: "gemini-3-pro-image-preview" });
  expect([chat.status, chat.body.error.message]).toEqual([400, "invalid api type: -1"]);
});

test("unknown fields pass, and each documented way to name references and resolution is taken", async () => {
  const { url } = (await client.upload(await flatPicture("teal"))).body.data;
  for (const fields of [
    { image_urls: [url], seed: 7, negative_prompt: "blur" },
    { image_urls: [{ url }] },
    { reference_images: [url] },
  ])
    expect((await client.create(fields)).status).toBe(200);
  const entries = (await client.ledger())["sk-sandbox"];
  expect(entries.slice(-3).every((entry: typeof entries) => entry.references.length === 1)).toBe(
    true,
  );

  const fourK = await client.create({
    model: "gemini-3-pro-image-preview-4k",
    resolution: "4K",
    metadata: { resolution: "4K" },
  });
  expect(fourK.status).toBe(200);
});

test("a reference that cannot be copied is refused with its number and the reason", async () => {
  const { url } = (await client.upload(await flatPicture("teal"))).body.data;
  const before = await spent();
  for (const [bad, reason] of [
    [`${client.url}/files/uploads/1_0000.png`, "status 404"],
    [`${client.url}/v1/models`, "private address"],
    ["http://169.254.169.254/latest/meta-data/", "private address"],
    ["http://[::1]/a.png", "private address"],
    ["http://name.invalid/a.png", "ENOTFOUND"],
  ]) {
    const { status, body } = await client.create({ image_urls: [url, bad] });
    expect(status).toBe(400);
    expect(body.error.message).toContain("Failed to mirror reference image 2");
    expect(body.error.message).toContain(reason);
  }
  expect(await spent()).toBe(before);
});

test("references elsewhere are downloaded within limits and hashed", async () => {
  const bytes = await flatPicture("crimson");
  const elsewhere = createServer(({ url }, response) => {
    if (url === "/moved") response.writeHead(302, { location: "/a.png" }).end();
    else if (url === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else if (url === "/page") response.end("<html>");
    else if (url === "/large") response.end(Buffer.alloc(10 * 1024 * 1024 + 1));
    else response.end(bytes);
  }).listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  const { port } = elsewhere.address() as AddressInfo;
  const near = await openTestClient({ isReachable: () => true });
  const create = (path: string) => near.create({ image_urls: [`http://127.0.0.1:${port}${path}`] });

  for (const [path, reason] of [
    ["/loop", "too many redirects"],
    ["/page", "not an image"],
    ["/large", "must not be larger than 10MB"],
  ] as const)
    expect((await create(path)).body.error.message).toContain(reason);
  expect([(await create("/a.png")).status, (await create("/moved")).status]).toEqual([200, 200]);
  const entries = (await near.ledger())["sk-sandbox"];
  const hashes = entries.map((entry: typeof entries) => entry.references[0].sha256);
  expect(hashes).toEqual([sha256(bytes), sha256(bytes)]);
  elsewhere.close();
  await near.stop();
});

test("an upload is read by its path, whatever host its address names", async () => {
  const bytes = await flatPicture("teal");
  const { url } = (await client.upload(bytes)).body.data;
  const renamed = url.replace(/127\.0\.0\.1:\d+/, "studio.example");

  expect((await client.create({ image_urls: [renamed] })).status).toBe(200);
  expect((await client.ledger())["sk-sandbox"].at(-1).references).toEqual([
    { url: renamed, sha256: sha256(bytes) },
  ]);
});

test("without a size the picture takes the shape of the last reference, else it is square", async () => {
  const wide = await sharp({ create: { width: 160, height: 90, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
  const { url } = (await client.upload(new Uint8Array(wide))).body.data;
  await client.create({ size: undefined, image_urls: [url] });
  await client.create({ size: undefined });
  const sizes = (await client.ledger())["sk-sandbox"]
    .slice(-2)
    .map(({ size }: { size: string }) => size);
  expect(sizes).toEqual(["16:9", "1:1"]);
});

test.each([
  { orientation: "square" },
  { temperature: 2.1 },
  { temperature: "1" },
  { topP: -0.1 },
  { maxOutputTokens: 32_769 },
  { personGeneration: "EVERYBODY" },
  { imageOutputOptions: { mimeType: "image/gif" } },
  { imageOutputOptions: { mimeType: "image/jpeg", compressionQuality: 101 } },
  { thinkingConfig: { thinkingLevel: "low" } },
  { safetySettings: [{ category: "HARM_CATEGORY_BOREDOM", threshold: "OFF" }] },
  { safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "MAYBE" }] },
  { google_search: "true" },
])("an option outside of what is documented is refused and free: %j", async (metadata) => {
  const before = await spent();
  const model = "gemini-3-pro-image-preview-official";
  const { status, body } = await client.create({ model, metadata });

  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(`metadata.${Object.keys(metadata)[0]}`);
  expect(await spent()).toBe(before);
});
