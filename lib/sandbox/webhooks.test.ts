import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestClient } from "@/lib/sandbox/test-client";

const SECRET = "a-secret-of-the-sandbox-32-bytes";

type Delivery = { headers: IncomingHttpHeaders; body: string };

/** Answers in the order of `statuses`, then 200. `next` resolves with each delivery in turn. */
async function openReceiver(statuses: number[] = []) {
  const deliveries: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const delivery = { headers: request.headers, body: Buffer.concat(chunks).toString() };
    deliveries.push(delivery);
    response.writeHead(statuses.shift() ?? 200, { location: "/elsewhere" }).end();
    server.emit("delivery", delivery);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliveries,
    /** Once there are so many. */
    async count(wanted: number) {
      while (deliveries.length < wanted) await once(server, "delivery");
      return deliveries.map(({ body }) => JSON.parse(body));
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

let receiver: Awaited<ReturnType<typeof openReceiver>>;
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "sandbox-webhooks-"));
});
afterEach(async () => {
  receiver.close();
  await rm(dataDir, { recursive: true });
});

test("the end of a task is reported once it can be read, with a signature of the raw body", async () => {
  receiver = await openReceiver();
  const client = await openTestClient({ webhookSecret: SECRET });
  const fields = { callback_url: receiver.url, client_business_id: "own-1" };
  const { body: task } = await client.create(fields);
  const [event] = await receiver.count(1);
  const status = (await client.status(task.id)).body;
  expect(event).toEqual({
    id: expect.stringMatching(/^evt_\w+$/),
    type: "generation.completed",
    api_version: "v1",
    created_at: status.completed_at,
    data: {
      task_id: task.id,
      client_business_id: "own-1",
      task_type: "image",
      model: "gemini-3-pro-image-preview",
      status: "SUCCESS",
      progress: "100%",
      result: status.result,
      error: null,
      submitted_at: status.created_at,
      finished_at: status.completed_at,
    },
  });
  const [{ headers, body } = { headers: {}, body: "" }] = receiver.deliveries;
  expect(headers["x-toapis-webhook-id"]).toBe(event.id);
  const signed = `${event.id}.${headers["x-toapis-webhook-timestamp"]}.${body}`;
  const hex = createHmac("sha256", SECRET).update(signed).digest("hex");
  expect(headers["x-toapis-webhook-signature"]).toBe(`v1=${hex}`);
  await client.stop();
});

test("a task that failed is reported as failed", async () => {
  receiver = await openReceiver();
  const client = await openTestClient({ webhookSecret: SECRET });
  await client.create({ callback_url: receiver.url }, { "x-sandbox-fault": "P00" });
  expect(await receiver.count(1)).toMatchObject([
    {
      type: "generation.failed",
      data: { status: "FAILURE", result: null, error: { code: expect.any(String) } },
    },
  ]);
  await client.stop();
});

test("an event comes again under its id until it is taken, a redirect is no taking, and then no more", async () => {
  receiver = await openReceiver([500, 302]);
  const client = await openTestClient({ webhookSecret: SECRET });
  await client.create({ callback_url: receiver.url });
  const [first, second, third] = await receiver.count(3);
  expect([second.id, third.id]).toEqual([first.id, first.id]);
  await client.create({ callback_url: receiver.url });
  const [fourth] = (await receiver.count(4)).slice(3);
  expect(fourth.id).not.toBe(first.id);
  await client.stop();
});

test("what was not taken is sent after the next start", async () => {
  receiver = await openReceiver(Array(8).fill(500));
  const before = await openTestClient({ webhookSecret: SECRET, dataDir });
  const { body: task } = await before.create({ callback_url: receiver.url });
  await receiver.count(1);
  await before.stop();
  const had = receiver.deliveries.length;
  const after = await openTestClient({ webhookSecret: SECRET, dataDir });
  const events = await receiver.count(had + 1);
  expect(events.at(-1).data.task_id).toBe(task.id);
  await after.stop();
});

test("nobody who did not ask is told", async () => {
  receiver = await openReceiver();
  const client = await openTestClient({ webhookSecret: SECRET });
  const { body: quiet } = await client.create();
  await client.finish(quiet.id);
  const { body: told } = await client.create({ callback_url: receiver.url });
  const events = await receiver.count(1);
  expect(events.map(({ data }) => data.task_id)).toEqual([told.id]);
  await client.stop();
});
