import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBytes, hear } from "@/lib/sandbox/raw-client";
import { openTestClient, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;
beforeAll(async () => {
  client = await openTestClient();
});
afterAll(() => client.stop());

/** A client and its task, which meets the fault. */
async function taskOf(fault: string) {
  const own = client.as(`sk-sandbox-${fault}`);
  const { body } = await own.create();
  const read = () => own.status(body.id);
  return { id: body.id as string, own, read };
}

/** Asks `count` times; of each answer what `view` shows. */
async function reads<T>(
  read: () => ReturnType<TestClient["status"]>,
  count: number,
  view: (answer: Awaited<ReturnType<TestClient["status"]>>) => T,
) {
  const seen: T[] = [];
  for (let turn = 0; turn < count; turn += 1) seen.push(view(await read()));
  return seen;
}

describe("while the task is running", () => {
  test("P02 tells odd figures of progress", async () => {
    const { read } = await taskOf("P02");
    const seen = await reads(read, 6, ({ body }) => [body.status, body.progress]);
    expect(seen).toEqual([140, -5, "NaN", "73%", null, 1e308].map((odd) => ["in_progress", odd]));
  });

  test("P03 goes back", async () => {
    const { read } = await taskOf("P03");
    expect(await reads(read, 2, ({ body }) => body.progress)).toEqual([60, 20]);
  });

  test("P05 uses a word that nobody knows, three times", async () => {
    const { read } = await taskOf("P05");
    expect(await reads(read, 3, ({ body }) => body.status)).toEqual(Array(3).fill("cooking"));
    expect((await read()).body.status).not.toBe("cooking");
  });

  test("P15 answers twice with somebody else's task", async () => {
    const { id, read } = await taskOf("P15");
    const ids = await reads(read, 3, ({ body }) => body.id);
    expect(ids.map((seen) => seen === id)).toEqual([false, false, true]);
  });

  test("P17 refuses five reads in a row, with the facts of the limit", async () => {
    const { read } = await taskOf("P17");
    expect(await reads(read, 7, ({ status }) => status)).toEqual([
      200, 429, 429, 429, 429, 429, 200,
    ]);
    const again = await taskOf("P17");
    const [, refused] = await reads(again.read, 2, (answer) => answer);
    expect(Object.fromEntries(refused?.headers ?? [])).toMatchObject({
      "retry-after": "1",
      "x-ratelimit-limit": "3000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-category": "async_query",
    });
  });

  test("P19 refuses its own key from the second read on, and another of the account is good", async () => {
    const { id, read } = await taskOf("P19");
    expect(await reads(read, 3, ({ status }) => status)).toEqual([200, 401, 401]);
    expect((await client.status(id)).status).toBe(200);
  });

  test("P20 answers with a page, with half a JSON, with a page of the edge, and then well", async () => {
    const { id, own, read } = await taskOf("P20");
    const login = await read();
    expect([login.status, login.text]).toEqual([200, expect.stringContaining("Log in")]);
    const get = createBytes("sk-sandbox-P20")
      .replace("POST /v1/images/generations", `GET /v1/images/generations/${id}`)
      .replace(/content-length: \d+\r\n\r\n.*/s, "\r\n");
    const { bytes, end } = await hear(client.port, get);
    expect([end, bytes.slice(bytes.indexOf("\r\n\r\n") + 4).length]).toEqual(["fin", 200]);
    expect((await read()).status).toBe(504);
    expect((await own.status(id)).body.id).toBe(id);
  });
});

describe("by the clock", () => {
  let slow: TestClient;
  beforeAll(async () => {
    slow = await openTestClient({ speed: 1 });
  });
  afterAll(() => slow.stop());
  const create = async (fault: string) => (await slow.as(`sk-sandbox-${fault}`).create()).body.id;
  const statusOf = async (id: string) => (await slow.status(id)).status;

  test("P01 tells every step of the progress", async () => {
    const id = await create("P01");
    const [entry] = (await slow.ledger())["sk-sandbox-P01"];
    const seen: number[] = [];
    // A task takes five to thirty seconds.
    for (let second = 0; second < 35; second += 1) {
      seen.push((await slow.status(id)).body.progress);
      await slow.advance(1_000);
    }
    expect(entry.id).toBe(id);
    expect(new Set(seen).size).toBeGreaterThan(3);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test("P13 is not there for half a minute", async () => {
    const id = await create("P13");
    expect(await statusOf(id)).toBe(404);
    await slow.advance(30_000);
    expect(await statusOf(id)).toBe(200);
  });

  test("P14 is gone for ever after it ran", async () => {
    const id = await create("P14");
    expect((await slow.status(id)).body.status).toBe("in_progress");
    expect(await statusOf(id)).toBe(200);
    await slow.advance(86_400_000);
    expect(await statusOf(id)).toBe(404);
  });

  test("P16 runs for three days, and its picture lives a day from then", async () => {
    const id = await create("P16");
    await slow.advance(2.9 * 86_400_000);
    expect((await slow.status(id)).body.status).toBe("in_progress");
    await slow.advance(0.1 * 86_400_000);
    const task = await slow.finish(id);
    expect((await slow.picture(task)).length).toBeGreaterThan(10_000);
  });

  test("P18 every read fails for ten minutes, in three ways", async () => {
    const id = await create("P18");
    const seen = [await statusOf(id), await statusOf(id), await statusOf(id)];
    expect(seen.toSorted()).toEqual([500, 502, 503]);
    await slow.advance(600_000);
    expect(await statusOf(id)).toBe(200);
  });
});

describe("when the task is over", () => {
  /** The first answer that tells an end, or something like it. */
  async function end(fault: string) {
    const { read, own, id } = await taskOf(fault);
    for (;;) {
      const { body } = await read();
      if (body.completed_at !== undefined || body.error) return { body, read, own, id };
    }
  }
  const url = expect.stringMatching(/^http:.*\/files\/generated\//);

  test.each([
    ["P06", "SUCCESS"],
    ["P06b", "succeed"],
    ["P06c", " Completed "],
  ])("%s spells it %j", async (fault, status) => {
    expect((await end(fault)).body).toMatchObject({ status, result: { data: [{ url }] } });
  });

  test.each([
    ["P07", undefined],
    ["P08", { type: "image", data: [] }],
    ["P09", { type: "image", data: [{ url }, {}] }],
    ["P10", { type: "image", data: [{ url }, { url }, { url }] }],
    ["P21b", url],
  ])("%s completes with another result", async (fault, result) => {
    const { body } = await end(fault);
    expect(body.status).toBe("completed");
    expect(body.result).toEqual(result);
  });

  test.each([
    ["P21", { data: { outputs: [{ url }] } }],
    ["P21c", { output: [url] }],
    ["P21d", { artifact: { href: url } }],
  ])("%s puts the address elsewhere", async (fault, place) => {
    const { body } = await end(fault);
    expect(body).toMatchObject(place);
    expect(body.result).toBeUndefined();
  });

  test("P10 each address leads to a picture", async () => {
    const { body } = await end("P10");
    for (const picture of body.result.data) expect((await fetch(picture.url)).status).toBe(200);
  });

  test("P04 runs backwards, before the end and after it", async () => {
    const { read } = await taskOf("P04");
    expect(await reads(read, 2, ({ body }) => `${body.status} ${body.progress}`)).toEqual([
      "in_progress 50",
      "queued 0",
    ]);
    for (;;) if ((await read()).body.status === "completed") break;
    const denials = await reads(read, 5, ({ body }) => [body.status, body.progress, body.result]);
    expect(denials).toEqual(Array(5).fill(["in_progress", 50, undefined]));
    expect((await read()).body.status).toBe("completed");
  });

  test("P11 fails after it completed", async () => {
    const { read, body } = await end("P11");
    expect(body.status).toBe("completed");
    expect((await read()).body).toMatchObject({ status: "failed", error: expect.anything() });
  });

  test("P12 completes after it failed, and stays charged", async () => {
    const { read, body } = await end("P12");
    expect(body.status).toBe("failed");
    expect((await read()).body).toMatchObject({ status: "completed", result: { data: [{ url }] } });
    expect((await client.ledger())["sk-sandbox-P12"][0].refunded).toBe(false);
  });

  test("P23 fails with five megabytes of hostile text, the key in it", async () => {
    const { body } = await end("P23");
    const { message } = body.error;
    expect(message.length).toBeGreaterThan(5_000_000);
    for (const part of ["<script>", "\u001b[31m", "\u202e", "\u0000", "sk-sandbox-P23"])
      expect(message).toContain(part);
  });
});
