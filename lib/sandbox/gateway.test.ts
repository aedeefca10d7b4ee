import { once } from "node:events";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MODELS } from "@/lib/generation/models";
import { flatPicture, openTestClient, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.stop());

describe("keys", () => {
  test.each([
    ["no header", null],
    ["a key without the scheme", "sk-sandbox"],
    ["another scheme", "Basic sk-sandbox"],
    ["a key of another kind", "Bearer pk-sandbox"],
  ])("%s is refused on every call", async (_name, authorization) => {
    for (const path of ["/v1/models", "/v1/balance", "/v1/images/generations/x"]) {
      const headers: HeadersInit = authorization === null ? {} : { authorization };
      const answer = await fetch(client.url + path, { headers });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({
        error: {
          code: 401,
          message: "Authentication failed, please check your API key",
          type: "authentication_error",
        },
      });
    }
  });

  test("any key that begins with sk- is good, and an unknown one is not written down", async () => {
    const stranger = client.as("sk-0123456789abcdef");
    expect((await stranger.create()).status).toBe(200);
    const ledger = JSON.stringify(await client.ledger());
    expect(ledger).toContain("sk-…cdef");
    expect(ledger).not.toContain("0123456789abcdef");
  });
});

test("a request without User-Agent meets the edge's 403 page, on files too", async () => {
  for (const path of ["/v1/models", "/files/generated/1_ab.jpg"]) {
    const call = request(client.url + path, { headers: { authorization: "Bearer sk-sandbox" } });
    call.end();
    const [response] = await once(call, "response");
    response.resume();
    expect(response.statusCode).toBe(403);
    expect(response.headers["content-type"]).toContain("text/html");
  }
});

describe("models", () => {
  const ids = async (query: string) => {
    const { body } = await client.call(`/v1/models${query}`);
    expect(body).toMatchObject({ success: true, object: "list" });
    return body.data.map(({ id }: { id: string }) => id);
  };
  const images = MODELS.map(({ id }) => id);

  test("the list has no image model unless asked for them", async () => {
    expect(await ids("")).toEqual(await ids("?type=text"));
    expect((await ids("")).filter((id: string) => images.includes(id))).toEqual([]);
    expect(await ids("?type=image")).toEqual(images);
    expect(await ids("?type=all")).toEqual([...(await ids("")), ...images]);
    expect(await ids("?type=video")).toEqual([]);
  });

  test("an entry has the documented fields", async () => {
    const { body } = await client.call("/v1/models?type=image");
    expect(body.data[0]).toEqual({
      id: "gemini-3-pro-image-preview-4k",
      object: "model",
      created: expect.any(Number),
      owned_by: expect.any(String),
      supported_endpoint_types: expect.any(Array),
    });
  });
});

test("a new account has 10,000 credits, and each key knows what it used itself", async () => {
  const fresh = await openTestClient();
  expect((await fresh.call("/v1/balance")).body).toEqual({
    success: true,
    remain_balance: 50,
    used_balance: 0,
    remain_credits: 10_000,
    used_credits: 0,
    credits_per_usd: 200,
    unlimited_quota: false,
  });
  await fresh.create();
  const other = fresh.as("sk-sandbox-two");
  expect((await other.call("/balance")).body).toMatchObject({
    remain_credits: 9_992,
    used_credits: 0,
  });
  for (const path of ["/v1/user/balance", "/user/balance"])
    expect((await other.call(path)).body).toMatchObject({
      remain_credits: 9_992,
      used_credits: 8,
      used_balance: 0.04,
    });
  await fresh.stop();
});

describe("uploads", () => {
  test.each(["jpeg", "png", "webp", "gif"] as const)(
    "%s is told by its bytes and served back unchanged",
    async (format) => {
      const bytes = await flatPicture("teal", format);
      const { status, body } = await client.upload(bytes, "lies.txt");
      expect(status).toBe(200);
      expect(body).toEqual({
        success: true,
        message: "",
        data: {
          id: expect.stringMatching(/^upload_/),
          url: expect.stringContaining(`${client.url}/files/uploads/`),
          mime_type: `image/${format}`,
          size: bytes.length,
        },
      });
      const served = await fetch(body.data.url);
      expect(served.headers.get("content-type")).toBe(`image/${format}`);
      expect(new Uint8Array(await served.arrayBuffer())).toEqual(bytes);
    },
  );

  test("another type and a picture over 10 MB are refused in the documented words", async () => {
    const text = await client.upload(new TextEncoder().encode("<svg/>"), "picture.png");
    expect([text.status, text.body]).toEqual([
      400,
      { success: false, message: "Unsupported image type. Allowed: JPEG, PNG, WebP, GIF" },
    ]);
    for (const extra of [1, 200_000]) {
      const large = new Uint8Array(10 * 1024 * 1024 + extra);
      large.set(await flatPicture("teal"));
      const answer = await client.upload(large);
      expect([answer.status, answer.body]).toEqual([
        400,
        { success: false, message: "Image too large. Maximum size is 10MB" },
      ]);
    }
  });

  test("a form without the part, and a body that is no form, are refused", async () => {
    const form = new FormData();
    form.set("image", new File([await flatPicture("teal")], "a.png"));
    const wrongPart = await client.call("/v1/uploads/images", { method: "POST", body: form });
    expect([wrongPart.status, wrongPart.body.success]).toEqual([400, false]);
    expect((await client.post("/v1/uploads/images", "{}")).status).toBe(400);
  });

  test("the address names the host that the caller used", async () => {
    const body = new FormData();
    body.set("file", new File([await flatPicture("teal")], "a.png"));
    const local = client.as("sk-sandbox");
    const { port } = client;
    const answer = await fetch(`http://localhost:${port}/v1/uploads/images`, {
      method: "POST",
      body,
      headers: { authorization: "Bearer sk-sandbox" },
    });
    const { data } = (await answer.json()) as { data: { url: string } };
    expect(data.url).toMatch(`http://localhost:${port}/files/uploads/`);
    expect((await local.create({ image_urls: [data.url] })).status).toBe(200);
  });
});

describe("status", () => {
  test("an unknown task is 404 in the documented shape", async () => {
    const { status, body } = await client.status("tsk_img_01KSWYQ9TXAXQK67J46K44A820");
    expect([status, body]).toEqual([
      404,
      { error: { code: 404, message: "Task not found", type: "not_found_error" } },
    ]);
  });

  test("a business id is looked up in its URL-encoded form", async () => {
    await client.create({ metadata: { resolution: "1K", client_business_id: "a/b ü" } });
    expect((await client.status(encodeURIComponent("a/b ü"))).status).toBe(200);
  });
});

test("an unknown address is 404 with an error envelope", async () => {
  const { status, body } = await client.call("/v1/v1/models");
  expect([status, body.error.type]).toEqual([404, "invalid_request_error"]);
});

describe("rate limits", () => {
  test("50 creates in ten seconds pass and the next waits as long as it is told", async () => {
    let at = 1_700_000_000_000;
    const slow = await openTestClient({ speed: 1, now: () => at });
    const create = () => slow.as("sk-sandbox-F30").create();
    const first = await create();
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "x-ratelimit-limit": "300",
      "x-ratelimit-remaining": "299",
      "x-ratelimit-reset": "1700000060",
      "x-ratelimit-category": "async_submit",
    });
    at += 4_000;
    for (let turn = 1; turn < 50; turn += 1) expect((await create()).status).toBe(402);
    const refused = await create();
    expect([refused.status, refused.headers.get("retry-after"), refused.body]).toEqual([
      429,
      "6",
      { error: { code: "rate_limit_exceeded", message: "Async task request rate exceeded" } },
    ]);
    const query = await slow.status("x");
    expect([query.status, query.headers.get("x-ratelimit-category")]).toEqual([404, "async_query"]);
    at += 6_000;
    expect((await create()).status).toBe(402);
    await slow.stop();
  });
});
