import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import type { Gateway, TaskLookup } from "@/lib/ports/gateway";
import type { LimitFacts } from "@/lib/ports/rate-limits";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

// What our own client makes of each fault of following: the ids are those of the fault catalogue.

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;
let fast: Sandbox;
let slow: Sandbox;
beforeAll(async () => {
  [fast, slow] = await Promise.all([startSandbox({ speed: 1_000 }), startSandbox({ speed: 1 })]);
});
// Pictures of earlier tests that nobody waits for are not painted.
beforeEach(async () => {
  for (const { url } of [fast, slow]) await fetch(`${url}/__sandbox/reset`, { method: "POST" });
});
afterAll(() => Promise.all([fast.stop(), slow.stop()]));

let count = 0;
/** A gateway and the id of a new task that meets the fault. */
async function taskOf(fault: string, { sandbox = fast, heard = [] as LimitFacts[] } = {}) {
  count += 1;
  const clientBusinessId = `mq-00000000-status-${count}`;
  const open = (secret: string) =>
    createToapisGateways({ userAgent: "Maquette/test", privateOrigins: [sandbox.url] }).open(
      { baseUrl: sandbox.url, secret },
      { onLimits: async (facts) => void heard.push(facts) },
    );
  const gateway = open(`sk-sandbox-${fault}`);
  const outcome = await gateway.createTask(
    {
      model: "gemini-3-pro-image-preview",
      prompt: "a red bicycle",
      aspectRatio: "16:9",
      resolution: "1K",
      options: {},
      referenceUrls: [],
      clientBusinessId,
      callbackUrl: null,
    },
    async () => {},
  );
  if (outcome.class !== "accepted" || !outcome.taskId) throw new Error(JSON.stringify(outcome));
  const id = outcome.taskId;
  return { id, clientBusinessId, gateway, open, read: () => gateway.findTask(id) };
}

type Found = Extract<TaskLookup, { found: true }>;
const requireFound = (lookup: TaskLookup): Found => {
  if (!lookup.found) throw new Error("The task is not there");
  return lookup;
};

async function end(gateway: Gateway, id: string): Promise<Found> {
  for (;;) {
    const found = requireFound(await gateway.findTask(id));
    if (["completed", "failed"].includes(found.state.status)) return found;
  }
}
async function endOf(fault: string) {
  const task = await taskOf(fault);
  return { ...task, found: await end(task.gateway, task.id) };
}
const url = expect.stringMatching(/^http:.*\/files\/generated\//);

describe("while the task is running", () => {
  test("P02 odd figures are clamped or are none", async () => {
    const { read } = await taskOf("P02", { sandbox: slow });
    const seen = [];
    for (let turn = 0; turn < 6; turn += 1) seen.push(requireFound(await read()).state);
    expect(seen).toEqual(
      [100, 0, null, 73, null, 100].map((progressPercent) => ({
        status: "running",
        progressPercent,
      })),
    );
  });

  test("P03, P04 what goes back is told as it is", async () => {
    const p03 = await taskOf("P03", { sandbox: slow });
    expect([await p03.read(), await p03.read()]).toMatchObject([
      { state: { progressPercent: 60 } },
      { state: { progressPercent: 20 } },
    ]);
    const p04 = await taskOf("P04", { sandbox: slow });
    expect([await p04.read(), await p04.read()]).toMatchObject([
      { state: { status: "running" } },
      { state: { status: "waiting" } },
    ]);
  });

  test("P05 an unknown word means that the work goes on", async () => {
    const { read } = await taskOf("P05", { sandbox: slow });
    expect(await read()).toMatchObject({ state: { status: "running" } });
  });

  test("P13, P14 a task that is not there is not found", async () => {
    const young = await taskOf("P13", { sandbox: slow });
    expect(await young.read()).toEqual({ found: false });
    const lost = await taskOf("P14", { sandbox: slow });
    expect([await lost.read(), await lost.read()]).toMatchObject([
      { found: true },
      { found: true },
    ]);
    expect(await lost.read()).toEqual({ found: false });
  });

  test("P15 the answer of another task is an error, and the next one is good", async () => {
    const { id, read } = await taskOf("P15", { sandbox: slow });
    await expect(read()).rejects.toMatchObject({ code: "unreachable" });
    await expect(read()).rejects.toThrow("tsk_img_01KSWYQ9TXAXQK67J46K44A820");
    expect(await read()).toMatchObject({ found: true, taskId: id });
  });

  test("P16 runs on", async () => {
    const { read } = await taskOf("P16", { sandbox: slow });
    expect(await read()).toMatchObject({ state: { status: "waiting" } });
  });

  test("P17 a refused read says when to come back, and that the limit is exceeded", async () => {
    const heard: LimitFacts[] = [];
    const { read } = await taskOf("P17", { sandbox: slow, heard });
    await read();
    await expect(read()).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 1_000 });
    expect(heard).toMatchObject([
      { category: "submit", isLimited: false },
      { category: "query", isLimited: false, limitPerMinute: 3_000 },
      { category: "query", isLimited: true, retryAfterMs: 1_000 },
    ]);
  });

  test("P18 each kind of 5xx is an error of the call, never of the task", async () => {
    const { read } = await taskOf("P18", { sandbox: slow });
    for (const _turn of [1, 2, 3])
      await expect(read()).rejects.toMatchObject({ code: "unreachable" });
  });

  test("P19 a revoked key is told, and another key of the account finds the task", async () => {
    const { id, read, open } = await taskOf("P19", { sandbox: slow });
    await read();
    await expect(read()).rejects.toMatchObject({ code: "bad_key" });
    expect(await open("sk-sandbox-new").findTask(id)).toMatchObject({ found: true });
  });

  test("P20 pages and half a JSON are errors of the call", async () => {
    const { read } = await taskOf("P20", { sandbox: slow });
    for (const _turn of [1, 2, 3])
      await expect(read()).rejects.toMatchObject({ code: "unreachable" });
    expect(await read()).toMatchObject({ found: true });
  });

  test("F42 a read on a connection that went stale is repeated on a new one", async () => {
    const { read } = await taskOf("F42", { sandbox: slow });
    // Each kept connection is dead when it is used again.
    for (let reads = 0; reads < 10; reads += 1) expect(await read()).toMatchObject({ found: true });
  });
});

describe("when the task is over", () => {
  test.each([
    ["P01", [url]],
    ["P06", [url]],
    ["P06b", [url]],
    ["P06c", [url]],
    ["P09", [url]],
    ["P10", [url, url, url]],
    ["P21", [url]],
    ["P21b", [url]],
    ["P21c", [url]],
  ])("%s completes with %j", async (fault, resultUrls) => {
    const { found } = await endOf(fault);
    expect(found).toMatchObject({ state: { status: "completed", resultUrls }, rawBody: null });
  });

  test.each(["P07", "P08", "P21d"])(
    "%s completes with nothing, and shows the answer",
    async (fault) => {
      const { found, id } = await endOf(fault);
      expect(found.state).toMatchObject({ status: "completed", resultUrls: [] });
      expect(found.rawBody).toContain(id);
      expect(found.rawBody?.length).toBeLessThanOrEqual(1_000);
    },
  );

  test.each([
    ["P00", "generation_failed"],
    ["P27", "policy_refused"],
  ])("%s fails as %s", async (fault, code) => {
    expect((await endOf(fault)).found.state).toMatchObject({ status: "failed", code });
  });

  test("P04, P11 what comes after the end is told as it is", async () => {
    const p04 = await endOf("P04");
    expect(await p04.read()).toMatchObject({ state: { status: "running" } });
    const p11 = await endOf("P11");
    expect(p11.found.state.status).toBe("completed");
    expect(await p11.read()).toMatchObject({ state: { status: "failed" } });
  });

  test("P12 a failed task may be found completed", async () => {
    const { found, read } = await endOf("P12");
    expect(found.state.status).toBe("failed");
    expect(await read()).toMatchObject({ state: { status: "completed", resultUrls: [url] } });
  });

  test("P23 of five megabytes of hostile words 2,000 harmless characters are kept", async () => {
    const { found } = await endOf("P23");
    if (found.state.status !== "failed") throw new Error(found.state.status);
    const { message } = found.state;
    expect(message.length).toBeGreaterThan(100);
    expect(message.length).toBeLessThanOrEqual(2_000);
    expect(message).toContain("desrever [key]");
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}<>]|sk-/u);
  });
});
