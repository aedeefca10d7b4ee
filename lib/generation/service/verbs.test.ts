import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import {
  cancelVariant,
  checkVariant,
  retryVariant,
  sendAgain,
} from "@/lib/generation/service/change";
import {
  claimTask,
  declareNotCharged,
  listAttention,
  settleAttention,
} from "@/lib/generation/service/decide";
import { readTaskLog } from "@/lib/generation/service/read";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { setBudget } from "@/lib/money/service/ledger";
import type { TaskLookup } from "@/lib/ports/gateway";
import { pauseByPerson, resumeByPerson } from "@/lib/sending/service/pause";
import type { Actor, Role } from "@/lib/shared/actor";

// What each role may do to a variant, and that nobody does anything to another team's.

const MINUTE_MS = 60_000;
const ROLES: Role[] = ["owner", "admin", "designer", "reviewer"];
const PAINTERS: Role[] = ["owner", "admin", "designer"];
const ADMINS: Role[] = ["owner", "admin"];

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;
type Verb = (s: Studio, actor: Actor, variantId: string) => Promise<{ ok: boolean }>;

const running: TaskLookup = {
  found: true,
  taskId: "task_7",
  state: { status: "running", progressPercent: 5 },
};

/** One variant in each of these states. */
const STATES = {
  async queued(s: Studio) {
    return s.created();
  },
  async running(s: Studio) {
    s.gateway.answerLookups((taskId) => ({ ...running, taskId }));
    const made = await s.created();
    await s.runFor(MINUTE_MS);
    return made;
  },
  async failed(s: Studio) {
    s.gateway.script.push({
      class: "refused",
      code: "policy_refused",
      message: "No.",
      retryable: false,
      retryAfterMs: null,
    });
    const made = await s.created();
    await s.runFor(1);
    return made;
  },
  async unknown(s: Studio) {
    s.gateway.script.push({ class: "ambiguous", reason: "reset" });
    const made = await s.created();
    await s.runFor(1);
    return made;
  },
};

async function studioWith(state: keyof typeof STATES) {
  const s = await createTestStudio(database);
  const made = await STATES[state](s);
  const variantId = made.variants[0]?.id ?? "";
  return {
    s,
    made,
    variantId,
    as: (role: Role): Actor => ({ ...s.actor, role }),
    /** How often it was sent, whoever else's variants a resume wakes. */
    async sends() {
      const attempts = (await s.ports.engine.findWork(variantId))?.attempts ?? [];
      return attempts.filter(({ sentAt }) => sentAt !== null).length;
    },
    async kinds() {
      return (await readTaskLog(s.ports, s.actor, variantId))?.events.map(({ kind }) => kind) ?? [];
    },
  };
}

const VERBS: [name: string, state: keyof typeof STATES, may: Role[], verb: Verb][] = [
  ["retry", "failed", PAINTERS, (s, actor, id) => retryVariant(s.ports, actor, id)],
  ["check", "running", PAINTERS, (s, actor, id) => checkVariant(s.ports, actor, id)],
  ["take back", "queued", PAINTERS, (s, actor, id) => cancelVariant(s.ports, actor, id)],
  ["stop waiting", "running", PAINTERS, (s, actor, id) => cancelVariant(s.ports, actor, id)],
  ["send again", "unknown", ADMINS, (s, actor, id) => sendAgain(s.ports, actor, id)],
  [
    "claim a task",
    "unknown",
    ADMINS,
    (s, actor, variantId) => claimTask(s.ports, actor, { variantId, taskId: "task_7" }),
  ],
  ["say not charged", "unknown", ADMINS, (s, actor, id) => declareNotCharged(s.ports, actor, id)],
  ["settle", "unknown", ADMINS, (s, actor, id) => settleAttention(s.ports, actor, id)],
];

describe.each(VERBS)("to %s", (...[, state, may, verb]) => {
  test.each(ROLES)("as %s: allowed as the policy says", async (role) => {
    const { s, variantId, as } = await studioWith(state);
    const before = await s.ports.engine.findWork(variantId);
    const answer = await verb(s, as(role), variantId);
    if (may.includes(role)) return expect(answer.ok).toBe(true);
    expect(answer).toMatchObject({ error: { code: "forbidden" } });
    expect(await s.ports.engine.findWork(variantId)).toEqual(before);
  });

  test("another team's variant does not exist", async () => {
    const [{ s, as }, { variantId }] = [await studioWith(state), await studioWith(state)];
    const before = await s.ports.engine.findWork(variantId);
    expect(await verb(s, as("owner"), variantId)).toMatchObject({ error: { code: "not_found" } });
    expect(await s.ports.engine.findWork(variantId)).toEqual(before);
  });
});

test("the list of what needs attention is for owners and admins, and of their team only", async () => {
  const mine = await studioWith("unknown");
  await studioWith("unknown");
  for (const role of ADMINS)
    expect(await listAttention(mine.s.ports, mine.as(role))).toMatchObject({
      value: [{ variant: { id: mine.variantId } }],
    });
  for (const role of ["designer", "reviewer"] as const)
    expect(await listAttention(mine.s.ports, mine.as(role))).toEqual({
      ok: false,
      error: { code: "forbidden" },
    });
});

test("what was taken back is not sent, and its money is free", async () => {
  const { s, made, variantId, as, kinds } = await studioWith("queued");
  expect(await cancelVariant(s.ports, as("designer"), variantId)).toMatchObject({
    value: { isTakenBack: true },
  });
  await s.runFor(10 * MINUTE_MS);
  expect(await s.variant(made.id)).toMatchObject({ status: "cancelled", spentMicroUsd: 0 });
  expect(s.gateway.ledger).toHaveLength(0);
  expect(await s.ports.ledger.findMismatches()).toEqual([]);
  expect(await kinds()).toContain("cancelled");
  expect(await cancelVariant(s.ports, as("designer"), variantId)).toMatchObject({
    error: { code: "has_ended" },
  });
});

test("who stops waiting lets go of the cell: the picture comes all the same", async () => {
  const { s, made, variantId, as } = await studioWith("running");
  expect(await cancelVariant(s.ports, as("designer"), variantId)).toMatchObject({
    value: { isTakenBack: false },
  });
  expect((await s.variant(made.id)).letGoAt).not.toBeNull();
  const resultUrls = ["https://files.example/a.png"];
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: { status: "completed", resultUrls, expiresAt: null },
  }));
  await s.runFor(MINUTE_MS);
  expect(await s.variant(made.id)).toMatchObject({ status: "succeeded", chargeBasis: "estimated" });
});

test("sent again: the cell gets a second variant with a reserve of its own, the first is still looked for", async () => {
  const { s, made, variantId, as, kinds } = await studioWith("unknown");
  const again = await sendAgain(s.ports, as("admin"), variantId);
  expect(again).toMatchObject({ value: { variants: [{ cell: 1 }, { cell: 1, number: 2 }] } });
  expect(await sendAgain(s.ports, as("admin"), variantId)).toMatchObject({
    error: { code: "not_retryable" },
  });
  expect(await kinds()).toContain("sent_again");
  s.gateway.answerLookups((handle) =>
    handle.startsWith("mq-") ? running : { ...running, taskId: handle },
  );
  await s.runFor(MINUTE_MS);
  expect((await s.variant(made.id, 1)).status).toBe("running");
  expect((await s.variant(made.id, 2)).status).toBe("running");
  expect(s.gateway.ledger).toHaveLength(1);
});

test("what may not be sent again for want of money is not noted as sent again", async () => {
  const { s, variantId, as, kinds } = await studioWith("unknown");
  const team = { teamId: s.teamId, scope: "team", scopeId: s.teamId } as const;
  await setBudget(s.ports, { ...team, month: "2026-03", isSandbox: false }, 1);
  expect(await sendAgain(s.ports, as("admin"), variantId)).toMatchObject({
    error: { code: "budget_exceeded" },
  });
  expect(await kinds()).not.toContain("sent_again");
  await setBudget(s.ports, { ...team, month: "2026-03", isSandbox: false }, null);
  await sendAgain(s.ports, as("admin"), variantId);
  expect(await sendAgain(s.ports, as("admin"), variantId)).toMatchObject({
    error: { code: "not_retryable" },
  });
  expect((await kinds()).filter((kind) => kind === "sent_again")).toHaveLength(1);
});

test("a claimed task counts once it answers to our key, another one's is refused", async () => {
  const { s, made, variantId, as, kinds } = await studioWith("unknown");
  const claim = (taskId: string) => claimTask(s.ports, as("owner"), { variantId, taskId });
  s.gateway.answerLookups((handle) =>
    handle === "task_9" ? { ...running, clientBusinessId: "order-1" } : { found: false },
  );
  await claim("task_9");
  await s.runFor(1);
  expect((await s.variant(made.id)).status).toBe("unknown");
  expect(await kinds()).toContain("claim_refused");

  s.gateway.answerLookups((handle) => (handle === "task_7" ? running : { found: false }));
  await claim("task_7");
  await s.runFor(MINUTE_MS);
  expect((await s.variant(made.id)).status).toBe("running");
  expect(await claim("task_7")).toMatchObject({ error: { code: "not_unknown" } });
});

test("said not to be charged: it has failed, and its money is free", async () => {
  const { s, made, variantId, as } = await studioWith("unknown");
  await declareNotCharged(s.ports, as("owner"), variantId);
  expect(await s.variant(made.id)).toMatchObject({
    status: "failed",
    failureCode: "not_accepted",
    spentMicroUsd: 0,
  });
  expect(await s.ports.ledger.findMismatches()).toEqual([]);
});

test.each(ROLES)("to pause and resume as %s: allowed as the policy says", async (role) => {
  const { s, made, as, sends } = await studioWith("queued");
  const answer = await pauseByPerson(s.ports, as(role), "Tests of the account");
  expect(answer.ok).toBe(ADMINS.includes(role));
  await s.runFor(MINUTE_MS);
  expect(await sends()).toBe(ADMINS.includes(role) ? 0 : 1);
  expect((await resumeByPerson(s.ports, as(role))).ok).toBe(ADMINS.includes(role));
  await s.runFor(1_000);
  expect((await s.variant(made.id)).status).toMatch(/submitted|running/);
  expect(await sends()).toBe(1);
});

test("a fresh installation can be paused before anything was ever sent", async () => {
  const { s, as, sends } = await studioWith("queued");
  await database.prisma.installation.deleteMany();
  await pauseByPerson(s.ports, as("owner"), "Not yet");
  expect(await s.ports.sending.findPause()).toMatchObject({ by: "Designer", reason: "Not yet" });
  await s.runFor(MINUTE_MS);
  expect(await sends()).toBe(0);
  await resumeByPerson(s.ports, as("owner"));
  expect(await s.ports.sending.findPause()).toBeNull();
});
