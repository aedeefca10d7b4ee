import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { Agent, type buildConnector } from "undici";
import { describe, expect, test } from "vitest";
import { createTask } from "@/lib/adapters/toapis/create-task";
import {
  json,
  raw,
  refusedOrigin,
  reset,
  sending,
  startServer,
} from "@/lib/adapters/toapis/test-server";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import type { CreateTask } from "@/lib/ports/gateway";

const SECRET = "sk-0123456789abcdef";
const TASK: CreateTask = {
  model: "gemini-3-pro-image-preview-4k",
  prompt: "a red bicycle",
  aspectRatio: "16:9",
  resolution: "4K",
  options: {},
  referenceUrls: [],
  clientBusinessId: "mq-00000000-01J00000000000000000000000",
  callbackUrl: null,
};

type Server = Awaited<ReturnType<typeof startServer>>;

const gatewayAt = (origin: string, createMs = 20_000, connectMs = 5_000) =>
  createToapisGateways({
    userAgent: "Maquette/test",
    privateOrigins: [origin],
    timeouts: { createMs, connectMs },
  }).open({ baseUrl: origin, secret: SECRET });

const create = (server: Server) => gatewayAt(server.origin).createTask(TASK, async () => {});

const accepted = { id: "task_1", status: "queued" };
const withoutEnd = raw(200, JSON.stringify(accepted), { "content-length": "400" });
const cutChunks = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{"id":"task_1"}}\r\n';

describe("before the first byte", () => {
  test("a refused connection is not sent, and nothing was committed", async () => {
    let commits = 0;
    const outcome = await gatewayAt(await refusedOrigin()).createTask(TASK, async () => {
      commits += 1;
    });
    expect(outcome).toMatchObject({
      class: "not_sent",
      reason: expect.stringContaining("ECONNREFUSED"),
    });
    expect(commits).toBe(0);
  });

  test("when the commit fails nothing is sent and its error comes back", async () => {
    await using server = await startServer(json(200, accepted));
    const failure = new Error("The database is gone");
    const sent = gatewayAt(server.origin).createTask(TASK, () => Promise.reject(failure));
    await expect(sent).rejects.toBe(failure);
    expect(server.requests).toEqual([]);
  });

  test("X11: the commit comes after the connection and before the request", async () => {
    await using server = await startServer(json(200, accepted));
    await gatewayAt(server.origin).createTask(TASK, async () => {
      expect(server.requests).toEqual([]);
      expect(server.connectionCount()).toBe(1);
    });
    expect(server.requests).toHaveLength(1);
  });

  test("a connection that died during the commit is not sent", async () => {
    await using server = await startServer(json(200, accepted));
    const socket = connectTcp(server.port, "127.0.0.1");
    await once(socket, "connect");
    const network = {
      agent: new Agent(),
      connect: (...[, callback]: Parameters<buildConnector.connector>) => callback(null, socket),
      userAgent: "Maquette/test",
      timeouts: { connectMs: 1, createMs: 1, readMs: 1, uploadMs: 1 },
    };
    const account = { baseUrl: server.origin, secret: SECRET };
    const outcome = await createTask({ network, account }, TASK, async () => {
      for (const theirs of server.sockets) theirs.destroy();
      await once(socket, "close");
    });
    expect(outcome.class).toBe("not_sent");
    expect(server.requests).toEqual([]);
  });

  test("a base URL that is none is not sent", async () => {
    const outcome = await gatewayAt("nonsense").createTask(TASK, async () => {});
    expect(outcome.class).toBe("not_sent");
  });
});

describe("after the first byte", () => {
  test.each([
    ["F09 500", json(500, { error: { code: "internal", message: "boom" } })],
    ["F11 HTML", sending(raw(502, "<html><title>502 Bad Gateway</title></html>"))],
    ["F12 a bare 503", json(503, { error: { message: "no available channel for model" } })],
    ["F16 reset without a byte", reset],
    ["F17 a clean end without a byte", sending("")],
    ["F18 half a JSON that has an id", sending(withoutEnd)],
    ["F19 chunks without an end", sending(cutChunks)],
    ["F20 HTML with 200", sending(raw(200, "<html><title>Log in</title></html>"))],
    ["F21 an empty object", json(200, {})],
    ["F21 an empty body", sending(raw(200))],
    ["F23 an error within 200 that names no status", json(200, { success: false, message: "no" })],
    ["a refusal that is not JSON", sending(raw(400, "Bad request"))],
    ["a refusal in an unknown envelope", json(400, { detail: "no" })],
    ["HTML with 413", sending(raw(413, "<title>413</title>"))],
    ["HTML with 403", sending(raw(403, "<title>Attention Required! | Cloudflare</title>"))],
    ["409", json(409, { error: { message: "conflict" } })],
    ["425", json(425, { error: { message: "too early" } })],
    ["F37 more than 1 MB", json(200, { ...accepted, padding: "x".repeat(1_100_000) })],
    [
      "F40 two lengths",
      sending("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}"),
    ],
  ])("%s is ambiguous, after exactly one POST", async (_name, answer) => {
    await using server = await startServer(answer);
    expect(await create(server)).toMatchObject({ class: "ambiguous", reason: expect.any(String) });
    expect(server.requests).toHaveLength(1);
    expect(server.connectionCount()).toBe(1);
  });

  test("F34 silence is ambiguous when the deadline is over", async () => {
    await using server = await startServer(() => undefined);
    const outcome = await gatewayAt(server.origin, 50).createTask(TASK, async () => {});
    expect(outcome).toMatchObject({ class: "ambiguous", reason: "No complete answer in time" });
    expect(server.requests).toHaveLength(1);
  });

  test("F35 a byte now and then does not move the deadline", async () => {
    await using server = await startServer((socket) => {
      const timer = setInterval(() => socket.write("H"), 10);
      socket.on("close", () => clearInterval(timer));
      socket.write("HTTP/1.1 200 OK\r\nx-padding: ");
    });
    const outcome = await gatewayAt(server.origin, 100).createTask(TASK, async () => {});
    expect(outcome.class).toBe("ambiguous");
  });

  test("F24 a redirect is not followed and takes no key along", async () => {
    await using elsewhere = await startServer(json(200, accepted));
    await using server = await startServer(
      json(307, {}, { location: `${elsewhere.origin}/v1/images/generations` }),
    );
    expect((await create(server)).class).toBe("ambiguous");
    expect(elsewhere.connectionCount()).toBe(0);
  });

  test.each([
    ["F03 429", 429, { error: { code: "rate_limit_exceeded", message: "slow" } }],
    ["F12 the limiter is down", 503, { error: { code: "rate_limit_unavailable", message: "x" } }],
    ["F23 429 within 200", 200, { code: 429, message: "slow" }],
  ])("%s may be repeated", async (_name, status, body) => {
    await using server = await startServer(json(status, body, { "retry-after": "2" }));
    expect(await create(server)).toMatchObject({
      class: "refused",
      retryable: true,
      retryAfterMs: 2_000,
    });
    expect(server.requests).toHaveLength(1);
  });

  const noWebhooks = { error: { code: "webhook_not_configured", message: "no webhook" } };
  const badPrompt = { error: { code: "invalid_request", message: "webhook_not_configured" } };
  const callbackUrl = "https://studio.example/api/webhooks/toapis";
  test.each([
    [
      "a key without webhooks takes the task without the callback",
      400,
      noWebhooks,
      callbackUrl,
      true,
    ],
    ["the same inside a 200", 200, { success: false, ...noWebhooks }, callbackUrl, true],
    ["a key without webhooks was not asked for a callback", 400, noWebhooks, null, undefined],
    ["another bad request that quotes the words", 400, badPrompt, callbackUrl, undefined],
  ])("%s", async (...[, status, body, url, withoutCallback]) => {
    await using server = await startServer(json(status, body));
    const outcome = await gatewayAt(server.origin).createTask(
      { ...TASK, callbackUrl: url },
      async () => {},
    );
    expect(outcome).toMatchObject({ class: "refused", code: "invalid_request", retryable: false });
    expect("withoutCallback" in outcome && outcome.withoutCallback).toBe(withoutCallback ?? false);
    expect(JSON.parse(server.requests[0]?.body ?? "").callback_url).toBe(url ?? undefined);
  });

  test("a refusal never repeats the key", async () => {
    const message = `<b>Bad key</b> ${SECRET} and sk-another_one\u202e\u0000`;
    await using server = await startServer(json(401, { error: { code: 401, message } }));
    const outcome = await create(server);
    expect(outcome).toEqual({
      class: "refused",
      code: "bad_key",
      message: "Bad key [key] and [key]",
      retryable: false,
      retryAfterMs: null,
    });
  });

  test.each([
    ["F01 plain", 200, accepted, "task_1"],
    ["F47 wrapped", 201, { success: true, data: { task_id: "t2", status: "queued" } }, "t2"],
    ["F47 wrapped, 202", 202, { data: { id: "t3" } }, "t3"],
    ["F47 odd spelling", 200, { task_id: 42, status: "QUEUED", progress: "0%" }, "42"],
  ])("%s is accepted", async (...[, status, body, taskId]) => {
    await using server = await startServer(json(status, body));
    expect(await create(server)).toEqual({ class: "accepted", taskId, resultUrls: [] });
  });

  test("F46 a result that comes at once needs no id", async () => {
    const result = { type: "image", data: [{ url: "https://files.example/1.png" }] };
    await using server = await startServer(json(200, { result }));
    expect(await create(server)).toEqual({
      class: "accepted",
      taskId: null,
      resultUrls: ["https://files.example/1.png"],
    });
  });
});

test("the request carries the key, our name and the documented body, once", async () => {
  await using server = await startServer(json(200, accepted));
  const gateway = createToapisGateways({
    userAgent: "Maquette/test",
    privateOrigins: [server.origin],
  }).open({ baseUrl: ` ${server.origin}/v1/ `, secret: ` Bearer ${SECRET}\n` });
  await gateway.createTask(
    { ...TASK, referenceUrls: ["https://files.example/a.png"] },
    async () => {},
  );

  const [request] = server.requests;
  expect(request).toMatchObject({ method: "POST", path: "/v1/images/generations" });
  expect(request?.head).toContain(`authorization: Bearer ${SECRET}\r\n`);
  expect(request?.head).toContain("user-agent: Maquette/test\r\n");
  expect(JSON.parse(request?.body ?? "")).toEqual({
    model: TASK.model,
    prompt: TASK.prompt,
    size: "16:9",
    n: 1,
    resolution: "4K",
    metadata: { resolution: "4K" },
    image_urls: ["https://files.example/a.png"],
    client_business_id: TASK.clientBusinessId,
  });
});
