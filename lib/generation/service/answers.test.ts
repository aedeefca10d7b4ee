import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { cancelVariant } from "@/lib/generation/service/change";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { CreateOutcome, Gateway, TaskLookup } from "@/lib/ports/gateway";
import { pauseSending, resumeSending } from "@/lib/sending/service/pause";

// The answer to a paid call is heard once: whatever happens meanwhile, it is written down.

const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;

const running: TaskLookup = {
  found: true,
  taskId: "task_1",
  state: { status: "running", progressPercent: 5 },
};
const completed: TaskLookup = {
  found: true,
  taskId: "task_1",
  state: { status: "completed", resultUrls: ["https://files.example/a.png"], expiresAt: null },
};
const refusal = {
  class: "refused",
  message: "No.",
  retryable: false,
  retryAfterMs: null,
} as const;

/** Replaces the first create call. */
function onCreate(s: Studio, call: Gateway["createTask"]) {
  const { gateways } = s.ports;
  const calls = [call];
  s.ports.gateways = {
    ...gateways,
    open(...given) {
      const gateway = gateways.open(...given);
      return {
        ...gateway,
        createTask: (...given) => (calls.shift() ?? gateway.createTask)(...given),
      };
    },
  };
}

async function studioWithPress() {
  const s = await createTestStudio(database);
  s.gateway.answerLookups(() => running);
  const { id, variants } = await s.created();
  const variantId = variants[0]?.id ?? "";
  return {
    s,
    id,
    variantId,
    stopWaiting: () => cancelVariant(s.ports, s.actor, variantId),
    attempts: async () => (await s.ports.engine.findWork(variantId))?.attempts ?? [],
  };
}

test.each<[string, CreateOutcome, object, object]>([
  [
    "that the gateway is busy",
    { ...refusal, code: "generation_failed", retryable: true },
    { status: "queued", waitReason: "gateway_busy", turnAt: null },
    { outcome: "refused", reason: "No." },
  ],
  [
    "a refusal for good",
    { ...refusal, code: "policy_refused" },
    { status: "failed", failureCode: "policy_refused", spentMicroUsd: 0 },
    { outcome: "refused", reason: "No." },
  ],
  [
    "that nothing was sent",
    { class: "not_sent", reason: "connection refused" },
    { status: "queued", waitReason: "gateway_unreachable", turnAt: null },
    { outcome: "not_sent" },
  ],
  [
    "what proves nothing",
    { class: "ambiguous", reason: "connection reset" },
    { status: "unknown" },
    { outcome: "ambiguous" },
  ],
  [
    "a task",
    { class: "accepted", taskId: "task_1", resultUrls: [] },
    { status: "submitted" },
    { outcome: "accepted", taskId: "task_1" },
  ],
])(
  "who stops waiting while it is being sent does not turn %s into doubt",
  async (...[, outcome, variant, attempt]) => {
    const { s, id, stopWaiting, attempts } = await studioWithPress();
    onCreate(s, async (_task, beforeSend) => {
      if (outcome.class !== "not_sent") await beforeSend();
      expect(await stopWaiting()).toMatchObject({ value: { isTakenBack: false } });
      return outcome;
    });
    await s.runFor(1);
    expect(await s.variant(id)).toMatchObject({ ...variant, letGoAt: expect.any(Date) });
    expect(await attempts()).toMatchObject([attempt]);
    expect(await s.ports.ledger.findMismatches()).toEqual([]);
  },
);

test("a pause that stops a send at the last moment holds, though somebody stops waiting", async () => {
  const { s, id, stopWaiting, attempts } = await studioWithPress();
  onCreate(s, async (_task, beforeSend) => {
    await pauseSending(s.ports, { by: "Owner", reason: "to see" });
    await stopWaiting();
    await beforeSend();
    throw new Error("It was sent all the same");
  });
  await s.runFor(1);
  expect(await s.variant(id)).toMatchObject({ status: "queued", waitReason: "sending_paused" });
  expect(await attempts()).toMatchObject([{ outcome: "not_sent", sentAt: null }]);
  await resumeSending(s.ports);
});

test("I1: what is heard of an earlier send takes nothing away from a later one", async () => {
  const { s, id, variantId, attempts } = await studioWithPress();
  onCreate(s, async () => {
    // Another process takes this one for dead, and sends.
    await s.run({ name: "submit", id: variantId });
    await s.runFor(1);
    return { class: "not_sent", reason: "connection refused" };
  });
  await s.runFor(1);
  expect(await s.variant(id)).toMatchObject({ status: "submitted" });
  expect(await attempts()).toMatchObject([{ outcome: "not_sent" }, { outcome: "accepted" }]);
  expect(s.gateway.ledger).toHaveLength(1);
});

test.each([
  ["a task id", { class: "accepted", taskId: "task_1", resultUrls: [] }, "submitted"],
  [
    "a picture that comes at once",
    { class: "accepted", taskId: null, resultUrls: ["https://files.example/a.png"] },
    "saving",
  ],
] as const)(
  "%s is kept though somebody stops waiting between the look and the write",
  async (_, outcome, status) => {
    const { s, id, stopWaiting, attempts } = await studioWithPress();
    onCreate(s, async (_task, beforeSend) => {
      await beforeSend();
      const { findWork } = s.ports.engine;
      s.ports.engine.findWork = async (variantId) => {
        s.ports.engine.findWork = findWork;
        const work = await findWork(variantId);
        await stopWaiting();
        return work;
      };
      return { ...outcome, resultUrls: [...outcome.resultUrls] };
    });
    const { storage } = s.ports;
    s.ports.storage = { ...storage, claimSpool: async () => null };
    await s.runFor(1);
    expect(await s.variant(id)).toMatchObject({ status, resultUrls: [...outcome.resultUrls] });
    expect(await attempts()).toMatchObject([{ outcome: "accepted", taskId: outcome.taskId }]);
  },
);

test.each([
  ["a task", { class: "accepted", taskId: "task_1", resultUrls: [] }],
  [
    "a picture that comes at once",
    { class: "accepted", taskId: null, resultUrls: ["https://files.example/a.png?signature=1"] },
  ],
] as const)(
  "%s that comes while the database is away is held until it is back, and told meanwhile",
  async (_, outcome) => {
    const { s, id, attempts } = await studioWithPress();
    s.gateway.answerLookups(() => completed);
    onCreate(s, async (_task, beforeSend) => {
      await beforeSend();
      const { database: real } = s.ports;
      const backAt = s.ports.clock.now().getTime() + 2 * MINUTE_MS;
      const isBack = () => s.ports.clock.now().getTime() >= backAt;
      s.ports.database = {
        isReachable: async () => isBack(),
        async transaction(run) {
          if (!isBack()) throw new Error("Can't reach database server");
          s.ports.database = real;
          return real.transaction(run);
        },
      };
      return { ...outcome, resultUrls: [...outcome.resultUrls] };
    });
    await s.runFor(1);
    const [attempt] = await attempts();
    expect(attempt).toMatchObject({ outcome: "accepted", taskId: outcome.taskId });
    expect(s.warnings).toMatchObject([
      {
        clientBusinessId: attempt?.clientBusinessId,
        answer: "accepted",
        taskId: outcome.taskId,
        pictureCount: outcome.resultUrls.length,
      },
    ]);
    expect(JSON.stringify(s.warnings)).not.toContain("signature");
    await s.runFor(MINUTE_MS);
    expect((await s.variant(id)).status).toBe("succeeded");
  },
);

test("an answer that cannot be written although the database is there is given up in the end", async () => {
  const { s } = await studioWithPress();
  onCreate(s, async (_task, beforeSend) => {
    await beforeSend();
    s.ports.database = {
      isReachable: async () => true,
      transaction: async () => {
        throw new Error("Of our own making");
      },
    };
    return { class: "accepted", taskId: "task_1", resultUrls: [] };
  });
  await expect(s.runFor(1)).rejects.toThrow("Of our own making");
  expect(s.warnings).toHaveLength(1);
});
