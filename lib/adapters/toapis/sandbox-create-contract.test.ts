import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import type { CreateOutcome, CreateTask } from "@/lib/ports/gateway";
import type { LimitFacts } from "@/lib/ports/rate-limits";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

// What our own client makes of each fault of creating: the ids are those of the fault catalogue.

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ speed: 1_000 });
});
// Pictures of earlier tests that nobody waits for are not painted.
beforeEach(() => control("reset", ""));
afterAll(() => sandbox.stop());

const control = (path: string, body: string) =>
  fetch(`${sandbox.url}/__sandbox/${path}`, { method: "POST", body });

const TIMEOUTS = { createMs: 20_000 };

function gatewayWith(fault: string, { timeouts = TIMEOUTS, heard = [] as LimitFacts[] } = {}) {
  const network = { userAgent: "Maquette/test", privateOrigins: [sandbox.url], timeouts };
  const secret = fault === "" ? "sk-sandbox" : `sk-sandbox-${fault}`;
  return createToapisGateways(network).open(
    { baseUrl: sandbox.url, secret },
    { onLimits: async (facts) => void heard.push(facts) },
  );
}

let count = 0;
function newTask(fields: Partial<CreateTask> = {}): CreateTask {
  count += 1;
  return {
    model: "gemini-3-pro-image-preview",
    prompt: "a red bicycle",
    aspectRatio: "16:9",
    resolution: "1K",
    options: {},
    referenceUrls: [],
    clientBusinessId: `mq-00000000-contract-${count}`,
    callbackUrl: null,
    ...fields,
  };
}
const create = (fault: string, task = newTask()): Promise<CreateOutcome> =>
  gatewayWith(fault).createTask(task, async () => {});

async function chargesOf(fault: string): Promise<number> {
  const response = await fetch(`${sandbox.url}/__sandbox/ledger`);
  const { keys } = (await response.json()) as { keys: Record<string, unknown[]> };
  return keys[`sk-sandbox-${fault}`]?.length ?? 0;
}

describe("refused, and not charged", () => {
  test.each([
    ["F03", 2_000],
    ["F04", 3_000],
    ["F05", null],
    ["F06", 1_000],
    ["F07", 3_600_000],
    ["F12", 2_000],
    ["F23", 2_000],
    ["M05", 3_000],
    ["M05b", 3_000],
  ])("%s may be repeated after %j ms", async (fault, retryAfterMs) => {
    expect(await create(fault)).toMatchObject({ class: "refused", retryable: true, retryAfterMs });
    expect(await chargesOf(fault)).toBe(0);
  });

  test("F08 no garbage is taken for a time", async () => {
    for (const _turn of [1, 2, 3, 4])
      expect(await create("F08")).toMatchObject({ retryable: true, retryAfterMs: null });
  });

  test.each([
    ["F23b", "no_balance"],
    ["F27", "policy_refused"],
    ["F27b", "policy_refused"],
    ["F28", "bad_key"],
    ["F29", "not_allowed"],
    ["F30", "no_balance"],
    ["F30b", "no_balance"],
    ["F31", "too_large"],
    ["F32", "model_unavailable"],
    ["F32b", "model_unavailable"],
    ["F33", "invalid_request"],
  ])("%s is %s, for good", async (fault, code) => {
    expect(await create(fault)).toMatchObject({ class: "refused", code, retryable: false });
    expect(await chargesOf(fault)).toBe(0);
  });
});

describe("ambiguous", () => {
  test.each([
    ["F09", 0],
    ["F10", 1],
    ["F11", 1],
    ["F12b", 0],
    ["F13", 1],
    ["F14", 0],
    ["F15", 0],
    ["F16", 1],
    ["F17", 1],
    ["F20", 1],
    ["F21", 1],
    ["F21b", 1],
    ["F23c", 1],
    ["F24", 1],
    ["F31b", 0],
    ["F34", 1],
    ["F40", 1],
    ["F40b", 1],
    ["F40c", 1],
    ["F50", 0],
  ])("%s proves nothing; %i were charged by exactly one POST", async (fault, charges) => {
    const outcome = await create(fault);
    expect(outcome).toEqual({
      class: "ambiguous",
      reason: expect.stringMatching(/./),
      taskIdHint: null,
    });
    expect(await chargesOf(fault)).toBe(charges);
  });

  test.each(["F18", "F19", "F37"])(
    "%s shows an id, which is a hint and no proof",
    async (fault) => {
      const task = newTask();
      const outcome = await create(fault, task);
      expect(outcome).toMatchObject({ class: "ambiguous" });
      const found = await gatewayWith(fault).findTask(task.clientBusinessId);
      expect(outcome).toMatchObject({ taskIdHint: found.found && found.taskId });
    },
  );

  test.each([
    ["F35", newTask(), 1],
    ["M10", newTask({ prompt: "x".repeat(3_000) }), 0],
  ])("%s ends by the absolute deadline", async (fault, task, charges) => {
    const gateway = gatewayWith(fault, { timeouts: { createMs: 300 } });
    expect(await gateway.createTask(task, async () => {})).toMatchObject({
      class: "ambiguous",
      reason: "No complete answer in time",
    });
    expect(await chargesOf(fault)).toBe(charges);
  });

  test.each([
    ["F10", { found: true }],
    ["F16", { found: true }],
    ["F48", { found: true }],
    ["F48b", { found: false }],
    ["F48c", { found: false }],
  ])("%s and then a look-up by our own id: %j", async (fault, lookup) => {
    const task = newTask();
    expect(await create(fault, task)).toMatchObject({ class: "ambiguous" });
    expect(await gatewayWith(fault).findTask(task.clientBusinessId)).toMatchObject(lookup);
  });

  test("F48d, F48e a look-up is negative or fails for a while, and then finds the task", async () => {
    const [late, failing] = [newTask(), newTask()];
    const slow = await startSandbox({ speed: 1 });
    const network = { userAgent: "Maquette/test", privateOrigins: [slow.url] };
    const open = (fault: string) =>
      createToapisGateways(network).open({ baseUrl: slow.url, secret: `sk-sandbox-${fault}` });
    await open("F48d").createTask(late, async () => {});
    await open("F48e").createTask(failing, async () => {});
    expect(await open("F48d").findTask(late.clientBusinessId)).toEqual({ found: false });
    await expect(open("F48e").findTask(failing.clientBusinessId)).rejects.toMatchObject({
      code: "unreachable",
    });
    await fetch(`${slow.url}/__sandbox/clock`, { method: "POST", body: '{"advanceMs":90000}' });
    for (const task of [late, failing])
      expect(await open("").findTask(task.clientBusinessId)).toMatchObject({ found: true });
    await slow.stop();
  });
});

test("F14 a connection that is reset while sentAt is committed is not sent", async () => {
  const task = newTask();
  await control("connections", '{"reset":1}');
  const outcome = await gatewayWith("").createTask(task, async () => {
    // The reset is under way before this is answered.
    await control("clock", '{"advanceMs":0}');
  });
  expect(outcome).toMatchObject({ class: "not_sent" });
  expect(await gatewayWith("").findTask(task.clientBusinessId)).toEqual({ found: false });
});

describe("accepted", () => {
  test.each(["F01", "F02", "F42", "F43", "F47", "F47b", "F47c"])("%s", async (fault) => {
    const task = newTask();
    const outcome = await create(fault, task);
    const found = await gatewayWith(fault).findTask(task.clientBusinessId);
    expect(outcome).toEqual({
      class: "accepted",
      taskId: found.found && found.taskId,
      resultUrls: [],
    });
    expect(await chargesOf(fault)).toBe(1);
  });

  test("F25 with an id that was seen before: only who keeps the ids can tell", async () => {
    const first = await create("F25");
    expect(await create("F25")).toEqual(first);
    expect(await chargesOf("F25")).toBe(2);
  });

  test("F26 with an id whose task says that it is somebody else's", async () => {
    const task = newTask();
    const outcome = await create("F26", task);
    const taskId = outcome.class === "accepted" ? outcome.taskId : null;
    const lookup = await gatewayWith("F26").findTask(taskId ?? "");
    expect(lookup).toMatchObject({
      found: true,
      taskId,
      clientBusinessId: expect.not.stringContaining(task.clientBusinessId),
      model: task.model,
      prompt: "a stranger's living room",
    });
  });

  test("F46 with the picture and without an id", async () => {
    expect(await create("F46")).toMatchObject({
      class: "accepted",
      taskId: null,
      resultUrls: [expect.stringContaining(sandbox.url)],
    });
  });

  test("F49 and charged twice: a look-up by our own id finds the other one", async () => {
    const task = newTask();
    const outcome = await create("F49", task);
    const lookup = await gatewayWith("F49").findTask(task.clientBusinessId);
    expect(outcome).toMatchObject({ class: "accepted" });
    expect(lookup).toMatchObject({ found: true, clientBusinessId: task.clientBusinessId });
    expect(outcome).not.toMatchObject({ taskId: lookup.found && lookup.taskId });
    expect(await chargesOf("F49")).toBe(2);
  });
});

describe("the limits of the account", () => {
  test("are told with every answer", async () => {
    const heard: LimitFacts[] = [];
    await gatewayWith("F01", { heard }).createTask(newTask(), async () => {});
    expect(heard).toEqual([
      {
        category: "submit",
        limitPerMinute: 300,
        isLimited: false,
        retryAfterMs: null,
      },
    ]);
  });

  test.each([
    ["F06", { limitPerMinute: 300, retryAfterMs: 1_000 }],
    ["F05", { retryAfterMs: null }],
    ["F23", { retryAfterMs: 2_000 }],
  ])("%s are exceeded", async (fault, facts) => {
    const heard: LimitFacts[] = [];
    await gatewayWith(fault, { heard }).createTask(newTask({ prompt: "another" }), async () => {});
    expect(heard).toEqual([
      expect.objectContaining({ ...facts, category: "submit", isLimited: true }),
    ]);
  });
});
