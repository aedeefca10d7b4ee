import { afterAll, beforeAll, expect, test } from "vitest";
import { createGatewayKeyRepository } from "@/lib/adapters/prisma/gateway-key-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { checkVariant } from "@/lib/generation/service/change";
import { claimTask } from "@/lib/generation/service/decide";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { GatewayError, type TaskLookup } from "@/lib/ports/gateway";

// When "not found" is proof, and that impatience changes nothing about it.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const completed = (taskId: string): TaskLookup => ({
  found: true,
  taskId,
  state: { status: "completed", resultUrls: ["https://files.example/a.png"], expiresAt: null },
});

/** One picture that came, and a send of which nobody knows. */
async function studioWithUnknown() {
  const s = await createTestStudio(database);
  s.gateway.answerLookups(completed);
  const control = await s.created();
  await s.runFor(MINUTE_MS);
  const controlWork = await s.ports.engine.findWork(control.variants[0]?.id ?? "");
  s.gateway.script.push({ class: "ambiguous", reason: "connection reset" });
  const { id, variants } = await s.created({ prompt: "Another bottle" });
  await s.runFor(1);
  const variantId = variants[0]?.id ?? "";
  return {
    s,
    id,
    variantId,
    controlId: controlWork?.attempts[0]?.clientBusinessId ?? "",
    async attempt() {
      const attempt = (await s.ports.engine.findWork(variantId))?.attempts[0];
      if (!attempt) throw new Error("It was not sent");
      return attempt;
    },
  };
}

test("a key of another account proves nothing by what it does not find", async () => {
  const { s, id, attempt } = await studioWithUnknown();
  const unique = crypto.randomUUID();
  const key = await createGatewayKeyRepository(database.prisma).ensure({
    ...{ id: `key-${unique}`, source: "environment", label: "Another key" },
    ...{ fingerprint: unique, account: unique },
  });
  const usable = { ...(await s.ports.connections.current()), key };
  const own = s.ports.connections;
  s.ports.connections = {
    current: async () => usable,
    find: async (keyId) => (keyId === key.id ? usable : null),
    findStandIn: async () => usable,
  };
  // It made a picture itself, and finds that one.
  const { clientBusinessId } = await attempt();
  s.gateway.answerLookups((handle) =>
    handle === clientBusinessId ? { found: false } : completed(handle),
  );
  const theirs = await s.created({ prompt: "Theirs" });
  await s.runFor(20_000);
  const theirWork = await s.ports.engine.findWork(theirs.variants[0]?.id ?? "");
  const theirId = theirWork?.attempts[0]?.clientBusinessId;
  expect(theirWork?.variant.status).toBe("succeeded");
  s.gateway.answerLookups((handle) =>
    handle === theirId ? completed("task_theirs") : { found: false },
  );
  await s.runFor(5 * 24 * HOUR_MS);
  expect(await s.variant(id)).toMatchObject({ status: "unknown", spentMicroUsd: null });
  // Nor does it count towards a proof once our own key is back.
  expect(await attempt()).toMatchObject({ negativeCount: 0 });
  s.ports.connections = own;
});

test("a control that fails makes the proof doubtful: it begins anew", async () => {
  const { s, id, controlId, attempt } = await studioWithUnknown();
  let controlCount = 0;
  s.gateway.answerLookups((handle) => {
    if (handle !== controlId) return { found: false };
    controlCount += 1;
    if (controlCount === 1) throw new GatewayError("unreachable", "502");
    return completed("task_1");
  });
  while (controlCount === 0) await s.runFor(MINUTE_MS);
  expect((await s.variant(id)).status).toBe("unknown");
  expect(await attempt()).toMatchObject({ negativeCount: 0, firstNegativeAt: null });
  await s.runFor(11 * MINUTE_MS);
  expect((await s.variant(id)).status).toBe("unknown");
  expect(await attempt()).toMatchObject({ negativeCount: 1 });
});

test("who asks again and again puts no later look off, and proves nothing sooner", async () => {
  const { s, id, variantId, attempt } = await studioWithUnknown();
  s.gateway.answerLookups(() => ({ found: false }));
  const { nextActionAt } = await s.variant(id);
  for (let press = 0; press < 8; press += 1) {
    await checkVariant(s.ports, s.actor, variantId);
    await s.runFor(1);
  }
  expect(await attempt()).toMatchObject({ lookupCount: 0, negativeCount: 0 });
  expect((await s.variant(id)).nextActionAt).toEqual(nextActionAt);
  await s.runFor(11_000);
  expect(await attempt()).toMatchObject({ lookupCount: 1, negativeCount: 1 });
});

test("a claim that is refused leaves the next look where it was", async () => {
  const { s, id, variantId, attempt } = await studioWithUnknown();
  s.gateway.answerLookups(() => ({ found: false }));
  const { nextActionAt } = await s.variant(id);
  const owner = { ...s.actor, role: "owner" } as const;
  await claimTask(s.ports, owner, { variantId, taskId: "task_99" });
  await s.runFor(1);
  expect(await attempt()).toMatchObject({ taskIdHint: null, lookupCount: 0 });
  expect((await s.variant(id)).nextActionAt).toEqual(nextActionAt);
});

test("a task that names no picture is not believed sooner because somebody asks", async () => {
  const s = await createTestStudio(database);
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: { status: "completed", resultUrls: [], expiresAt: null },
  }));
  const { id, variants } = await s.created();
  await s.runFor(6_000);
  for (let press = 0; press < 8; press += 1) {
    await checkVariant(s.ports, s.actor, variants[0]?.id ?? "");
    await s.runFor(1);
  }
  expect(await s.variant(id)).toMatchObject({ status: "submitted", emptyResultCount: 1 });
  await s.runFor(MINUTE_MS);
  expect(await s.variant(id)).toMatchObject({ status: "failed", failureCode: "result_missing" });
});

test("an id in half an answer is kept for a person, and the engine does not take it for ours", async () => {
  const s = await createTestStudio(database);
  const asked: string[] = [];
  s.gateway.answerLookups((handle) => {
    asked.push(handle);
    return { found: false };
  });
  s.gateway.script.push({ class: "ambiguous", reason: "cut", taskIdHint: "task_7" });
  const { variants } = await s.created();
  await s.runFor(MINUTE_MS);
  const [entry] = await s.ports.engine.listAttention(s.teamId);
  expect(entry).toMatchObject({
    variant: { id: variants[0]?.id, status: "unknown" },
    attempt: { namedTaskId: "task_7", taskIdHint: null },
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(asked).not.toContain("task_7");
});
