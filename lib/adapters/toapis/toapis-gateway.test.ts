import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  json,
  raw,
  refusedOrigin,
  reset,
  sending,
  startServer,
} from "@/lib/adapters/toapis/test-server";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";

const SECRET = "sk-0123456789abcdef";

const gatewayAt = (origin: string, privateOrigins = [origin]) =>
  createToapisGateways({
    userAgent: "Maquette/test",
    privateOrigins,
    timeouts: { connectMs: 5_000, readMs: 5_000 },
  }).open({ baseUrl: origin, secret: SECRET });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uploads-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a task that is looked for", () => {
  test("is found by an id that is safe in a path", async () => {
    const task = { id: "task/1", status: "in_progress", progress: "50%" };
    await using server = await startServer(json(200, task));
    expect(await gatewayAt(server.origin).findTask("task/1")).toMatchObject({
      found: true,
      taskId: "task/1",
      state: { status: "running", progressPercent: 50 },
    });
    expect(server.requests[0]?.path).toBe("/v1/images/generations/task%2F1");
    expect(server.requests[0]?.head).toContain("user-agent: Maquette/test");
  });

  test("is found failed, which is no failure of the call", async () => {
    const error = { code: "generation_failed", message: "task failed" };
    await using server = await startServer(json(200, { id: "t", status: "failed", error }));
    expect(await gatewayAt(server.origin).findTask("t")).toMatchObject({
      found: true,
      state: { status: "failed", code: "generation_failed", message: "task failed" },
    });
  });

  test.each([
    [404, { error: { code: 404, message: "Task not found", type: "not_found_error" } }],
    [400, { message: "task_not_exist" }],
    [400, { code: "task_not_exist", message: "task_not_exist", data: null }],
  ])("is not found by the gateway's own word: %i %j", async (status, body) => {
    await using server = await startServer(json(status, body));
    expect(await gatewayAt(server.origin).findTask("t")).toEqual({ found: false });
  });

  test.each([
    ["401", json(401, { error: { code: "unauthorized", message: "no" } }), "bad_key"],
    ["403", json(403, { error: { code: "access_denied", message: "no" } }), "bad_key"],
    ["403 of the quota", json(403, { error: { code: "quota_not_enough" } }), "no_balance"],
    ["402", json(402, { error: { message: "no" } }), "no_balance"],
    ["429", json(429, { error: { code: "rate_limit_exceeded" } }), "rate_limited"],
    ["the limiter down", json(503, { error: { code: "rate_limit_unavailable" } }), "rate_limited"],
    ["F50 403 as HTML", sending(raw(403, "<title>Blocked</title>")), "unreachable"],
    ["404 as HTML", sending(raw(404, "<title>Not here</title>")), "unreachable"],
    ["P20 HTML", sending(raw(200, "<title>Log in</title>")), "unreachable"],
    ["P20 half a JSON", sending(raw(200, '{"id":"t"', { "content-length": "99" })), "unreachable"],
    ["500", json(500, { error: { message: "boom" } }), "unreachable"],
    ["a redirect", sending(raw(302, "", { location: "/" })), "unreachable"],
    ["an empty object", json(200, {}), "unreachable"],
    [
      "P15 another task",
      json(200, { id: "a", client_business_id: "b", status: "queued" }),
      "unreachable",
    ],
  ])("%s says nothing about it", async (_name, answer, code) => {
    await using server = await startServer(answer);
    await expect(gatewayAt(server.origin).findTask("t")).rejects.toMatchObject({
      name: "GatewayError",
      code,
    });
    expect(server.requests).toHaveLength(1);
  });

  test("a broken connection is tried once more on a new one and then says nothing about it", async () => {
    await using server = await startServer(reset);
    await expect(gatewayAt(server.origin).findTask("t")).rejects.toMatchObject({
      code: "unreachable",
    });
    expect(server.requests).toHaveLength(2);
  });

  test("P17 waits as long as the gateway asks", async () => {
    await using server = await startServer(json(429, { message: "slow" }, { "retry-after": "7" }));
    await expect(gatewayAt(server.origin).findTask("t")).rejects.toMatchObject({
      retryAfterMs: 7_000,
    });
  });

  test("cannot be looked for when nobody listens", async () => {
    const gateway = gatewayAt(await refusedOrigin());
    await expect(gateway.findTask("t")).rejects.toMatchObject({ code: "unreachable" });
  });

  test("the key is in no error", async () => {
    await using server = await startServer(json(401, { error: `wrong key ${SECRET}` }));
    await expect(gatewayAt(server.origin).findTask("t")).rejects.toThrow(
      /^HTTP 401: wrong key \[key\]$/,
    );
  });
});

test("G01 a gateway at a private address is not spoken to unless that is allowed", async () => {
  await using tripwire = await startServer(json(200, { id: "t", status: "queued" }));
  const gateway = gatewayAt(tripwire.origin, []);
  await expect(gateway.findTask("t")).rejects.toMatchObject({ code: "unreachable" });
  const task = {
    model: "m",
    prompt: "p",
    aspectRatio: "1:1",
    resolution: "1K",
    options: {},
    referenceUrls: [],
    clientBusinessId: "mq-1",
    callbackUrl: null,
  } as const;
  expect(await gateway.createTask(task, async () => {})).toMatchObject({ class: "not_sent" });
  expect(tripwire.connectionCount()).toBe(0);
});

describe("an upload", () => {
  const upload = async (origin: string) => {
    const path = join(folder, "picture.png");
    await writeFile(path, "picture bytes");
    return gatewayAt(origin).uploadReference({ path, fileName: "лого.png", mime: "image/png" });
  };

  test.each([
    [{ success: true, message: "", data: { id: "u", url: "https://files.example/a.png" } }],
    [{ url: "https://files.example/a.png" }],
  ])("gives the address in %j", async (body) => {
    await using server = await startServer(json(200, body));
    expect(await upload(server.origin)).toEqual({ url: "https://files.example/a.png" });

    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", path: "/v1/uploads/images" });
    expect(request?.head).toMatch(/^content-length: \d+/im);
    expect(request?.body).toContain('name="file"');
    expect(request?.body).toContain("Content-Type: image/png\r\n\r\npicture bytes\r\n");
  });

  test.each([
    ["400", json(400, { success: false, message: "Unsupported image type" }), "refused"],
    ["200 with success:false", json(200, { success: false, message: "no" }), "refused"],
    ["413 of the edge", sending(raw(413, "<title>Too large</title>")), "refused"],
    ["an answer without an address", json(200, { success: true, data: {} }), "unreachable"],
    ["504 of the edge", sending(raw(504, "<title>Time-out</title>")), "unreachable"],
  ])("fails with %s", async (_name, answer, code) => {
    await using server = await startServer(answer);
    await expect(upload(server.origin)).rejects.toMatchObject({ name: "GatewayError", code });
  });
});

test("image models are asked for as such", async () => {
  const models = { success: true, data: [{ id: "a" }, { id: "b" }] };
  await using server = await startServer(json(200, models));
  expect(await gatewayAt(server.origin).listImageModels()).toEqual(["a", "b"]);
  expect(server.requests[0]?.path).toBe("/v1/models?type=image");
});

describe("the balance", () => {
  test("is that of the key and of its account", async () => {
    await using server = await startServer((socket, request) => {
      const isAccount = request.path === "/v1/user/balance";
      json(200, { success: true, remain_credits: isAccount ? 2 : 1, used_credits: 3 })(
        socket,
        request,
      );
    });
    expect(await gatewayAt(server.origin).readBalance()).toEqual({
      key: { remainingCredits: 1, usedCredits: 3 },
      account: { remainingCredits: 2, usedCredits: 3 },
    });
  });

  test("is not known when the gateway says no with 200", async () => {
    const message = "Failed to get token info: record not found";
    await using server = await startServer(json(200, { success: false, message }));
    await expect(gatewayAt(server.origin).readBalance()).rejects.toMatchObject({
      code: "refused",
      message: `HTTP 200: ${message}`,
    });
  });
});
