import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { flatPicture, openTestClient, SMALL, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient({ speed: 1 });
});
beforeEach(() => client.post("/__sandbox/reset", {}));
afterAll(() => client.stop());

describe("a model that the table does not have", () => {
  const create = (model: string) => client.create({ model, size: "8:1" });

  test("is unknown until it is told of, and after a reset again", async () => {
    expect((await create("a-model-of-tomorrow")).status).toBe(404);
    await client.post("/__sandbox/models", { ids: ["a-model-of-tomorrow"] });
    const { status, body } = await create("a-model-of-tomorrow");
    expect([status, body.model]).toEqual([200, "a-model-of-tomorrow"]);
    const listed = (await client.call("/v1/models?type=image")).body.data;
    expect(listed.map(({ id }: { id: string }) => id)).toContain("a-model-of-tomorrow");
    await client.post("/__sandbox/reset", {});
    expect((await create("a-model-of-tomorrow")).status).toBe(404);
  });

  test("may be another name of one that it has, with the same limits", async () => {
    const { status, body } = await client.create({ model: "nano-banana-pro" });
    expect([status, body.model]).toEqual([200, "nano-banana-pro"]);
    expect((await create("nano-banana-pro")).status).toBe(400);
  });
});

describe("which fault", () => {
  test("a script has a list and then a default, which holds for keys and headers too", async () => {
    await client.post("/__sandbox/script", { faults: ["F27", null], default: "F30" });
    const seen = [];
    for (let turn = 0; turn < 4; turn += 1)
      seen.push(
        (await client.as("sk-sandbox-F28").create({}, { "x-sandbox-fault": "F33" })).status,
      );
    expect(seen).toEqual([422, 200, 402, 402]);
  });

  test("a header comes before the key, and the key before the command line", async () => {
    const faulty = await openTestClient({ fault: "F30" });
    const key = faulty.as("sk-sandbox-F28");
    expect((await key.create({}, { "x-sandbox-fault": "F33" })).status).toBe(422);
    expect((await key.create()).status).toBe(401);
    expect((await faulty.create()).status).toBe(402);
    await faulty.stop();
  });

  test("a command line that names no fault is refused", async () => {
    await expect(openTestClient({ fault: "F99" })).rejects.toThrow("There is no fault F99");
  });

  test("a fault of the status belongs to the task that met it at its creation", async () => {
    await client.post("/__sandbox/script", { faults: ["P05", null] });
    const [odd, good] = [await client.create(), await client.create()];
    expect((await client.status(odd.body.id)).body.status).toBe("cooking");
    expect((await client.status(good.body.id)).body.status).toBe("queued");
    expect(
      (await client.ledger())["sk-sandbox"].map((entry: { fault: string }) => entry.fault),
    ).toEqual(["P05", null]);
  });

  test("a fault outlives the process, and a journal without faults is read", async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "sandbox-test-"));
    const before = await openTestClient({ dataDir });
    const { body } = await before.as("sk-sandbox-P14").create({ client_business_id: "kept" });
    await before.stop();
    const journal = path.join(dataDir, "tasks.jsonl");
    const {
      fault: _fault,
      connection: _connection,
      ...old
    } = JSON.parse(await readFile(journal, "utf8"));
    await appendFile(
      journal,
      `${JSON.stringify({ ...old, id: "tsk_old", clientBusinessId: "old" })}\n`,
    );

    const after = await openTestClient({ dataDir });
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await after.status(body.id)).status);
    expect(statuses).toEqual([200, 200, 404]);
    expect((await after.finish("old")).status).toBe("completed");
    await after.stop();
    await rm(dataDir, { recursive: true });
  });
});

test("the requests show what was sent, and of the key only that it was there", async () => {
  await client.create();
  await client.upload(await flatPicture("teal"));
  await fetch(`${client.url}/files/generated/1_ab.jpg`, { headers: { "X-Odd": "kept" } });
  const { requests } = (await client.call("/__sandbox/requests")).body;

  expect(requests.map(({ method, path }: Record<string, string>) => `${method} ${path}`)).toEqual([
    "POST /v1/images/generations",
    "POST /v1/uploads/images",
    "GET /files/generated/1_ab.jpg",
  ]);
  const [create, , file] = requests;
  expect(create).toMatchObject({ at: expect.any(String), remote_port: expect.any(Number) });
  expect(create.connection).toBe((await client.ledger())["sk-sandbox"][0].connection);
  expect(create.headers).toContainEqual(["authorization", "Bearer …"]);
  expect(create.body).toEqual(SMALL);
  expect(file.headers).toContainEqual(["X-Odd", "kept"]);
  expect(JSON.stringify(file.headers)).not.toMatch(/authorization/i);
  expect(JSON.stringify(requests)).not.toContain("sk-sandbox");
});

test("no more than the last thousand requests are kept", async () => {
  for (let turn = 0; turn < 11; turn += 1)
    await Promise.all(Array.from({ length: 100 }, () => client.call(`/v1/models?turn=${turn}`)));
  const { requests } = (await client.call("/__sandbox/requests")).body;
  expect(requests).toHaveLength(1_000);
  expect(requests[0].path).toBe("/v1/models?turn=1");
});

test("the clock goes forward at once, and everything with it", async () => {
  const before = (await client.call("/__sandbox/clock")).body;
  expect(Math.abs(before.nowMs - Date.now())).toBeLessThan(60_000);
  const { body } = await client.create();
  expect((await client.advance(3_600_000)).body).toMatchObject({ advancedMs: 3_600_000 });
  expect((await client.finish(body.id)).status).toBe("completed");
  const later = await client.create();
  expect(later.body.created_at - body.created_at).toBeGreaterThanOrEqual(3_600);
  expect((await client.advance(-1)).status).toBe(400);
});

test("a slow answer comes when the clock is moved", async () => {
  const slow = client.as("sk-sandbox-F02").create();
  for (;;) if (((await client.ledger())["sk-sandbox-F02"] ?? []).length > 0) break;
  await client.advance(45_000);
  expect((await slow).status).toBe(200);
});

test("the limits of the account can be changed, and a reset brings the old ones back", async () => {
  await client.post("/__sandbox/limits", { submitPerSecond: 0.2, queryPerSecond: 1 });
  const first = await client.create();
  expect(first.headers.get("x-ratelimit-limit")).toBe("12");
  expect([(await client.create()).status, (await client.create()).status]).toEqual([200, 429]);
  expect((await client.status(first.body.id)).headers.get("x-ratelimit-limit")).toBe("60");
  await client.post("/__sandbox/reset", {});
  expect((await client.create()).headers.get("x-ratelimit-limit")).toBe("300");
});

test("a reset forgets the requests, the script and the time", async () => {
  await client.create();
  await client.post("/__sandbox/script", { default: "F30" });
  await client.advance(86_400_000);
  await client.post("/__sandbox/reset", {});
  expect((await client.call("/__sandbox/clock")).body.advancedMs).toBe(0);
  expect((await client.call("/__sandbox/requests")).body.requests).toEqual([]);
  expect((await client.call("/__sandbox/tripwire")).body.hits).toEqual([]);
  expect((await client.create()).status).toBe(200);
});
