import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Bench,
  cure,
  hurry,
  obstaclesOf,
  sendsOf,
  statusesOf,
} from "@/lib/generation/service/test-fault-play";
import { DELIVERED, openFaultBench, refunded } from "@/lib/generation/service/test-fault-studio";
import { setBudget } from "@/lib/money/service/ledger";

const MINUTE_MS = 60_000;

let bench: Bench;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(() => bench.close());

test("F02: an answer that takes 45 s is an answer", async () => {
  const s = await bench.studio("F02");
  const pressed = await s.press();
  const sent = s.runFor(1_000);
  while ((await s.charges()) === 0);
  await s.gateway.advance(45_000);
  await sent;
  expect(await s.variants(pressed.id)).toMatchObject([{ status: "submitted" }]);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
  expect(await sendsOf(s)).toBe(1);
});

test.each([
  ["F34", "an answer that never begins"],
  ["F35", "an answer of a byte a second"],
])("%s: %s is given up in time, and its task is found", async (fault) => {
  const s = await bench.studio(fault);
  hurry(s, 300);
  const pressed = await s.press();
  await s.runFor(1);
  expect(await s.variants(pressed.id)).toMatchObject([{ status: "unknown" }]);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
  expect(await sendsOf(s)).toBe(1);
});

test("F14: a connection that is reset before anything is said is opened again", async () => {
  const s = await bench.studio("F01");
  const pressed = await s.press();
  await s.gateway.post("/__sandbox/connections", { reset: 1 });
  await s.runFor(500);
  expect(await s.variants(pressed.id)).toMatchObject([
    { status: "queued", waitReason: "gateway_unreachable" },
  ]);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
  expect(await sendsOf(s)).toBe(1);
});

test.each(["F18", "F19", "F37"])(
  "%s: the id in half an answer is kept for a person",
  async (fault) => {
    const s = await bench.studio(fault);
    const pressed = await s.press();
    await s.runFor(1);
    const [variant] = await s.variants(pressed.id);
    expect(variant?.status).toBe("unknown");
    const log = await s.log(variant?.id ?? "");
    expect(log.find(({ kind }) => kind === "unknown")?.detail).toMatch(/it named tsk_img_/);
    const [entry] = await s.ports.engine.listAttention(s.teamId);
    expect(entry?.attempt?.namedTaskId).toMatch(/^tsk_img_/);
  },
);

test("F25: the id of an earlier task raises an alarm, disturbs nothing, and ours is found", async () => {
  const s = await bench.studio("F25");
  const first = await s.press();
  await s.runFor(1_000);
  const second = await s.press({ prompt: "Another bottle" });
  await s.runFor(1);
  expect(await s.variants(second.id)).toMatchObject([
    { status: "unknown", attention: "duplicate_task" },
  ]);
  expect(await s.variants(first.id)).toMatchObject([{ status: "submitted", attention: null }]);
  await s.runUntil(first);
  await s.runUntil(second);
  expect(await s.ends(first)).toEqual([DELIVERED]);
  expect(await s.ends(second)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(2);
});

test("F26: somebody else's task is not taken for ours, and ours is found", async () => {
  const s = await bench.studio("F26");
  const pressed = await s.press();
  await s.runUntil(pressed, ({ status }) => status !== "queued");
  await s.runUntil(pressed, ({ status }) => status !== "submitted");
  const [variant] = await s.variants(pressed.id);
  const log = await s.log(variant?.id ?? "");
  expect(log.find(({ kind }) => kind === "attention")?.detail).toMatch(/belongs to order-/);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect((await s.gateway.ledger())["sk-sandbox-F26"]).toHaveLength(1);
});

test("F28: a key that is revoked fails one, and the others wait until it is good", async () => {
  const s = await bench.studio("F01");
  const pressed = await s.press({ variantCount: 3 });
  // What does not begin with sk- is no key.
  s.useKey("revoked");
  await s.runFor(10 * MINUTE_MS);
  expect(await statusesOf(s, pressed)).toEqual(["failed", "queued", "queued"]);
  expect(await obstaclesOf(s)).toEqual(["bad_key"]);
  expect(await sendsOf(s)).toBe(1);
  s.useKey("sk-sandbox-F01");
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([refunded("bad_key"), DELIVERED, DELIVERED]);
  expect(await obstaclesOf(s)).toEqual([]);
  expect(await s.charges()).toBe(2);
});

test.each(["F30", "F30b"])(
  "%s: without money one fails, and the others wait for a top-up",
  async (fault) => {
    const s = await bench.studio(fault);
    const pressed = await s.press({ variantCount: 3 });
    await s.runFor(10 * MINUTE_MS);
    expect(await statusesOf(s, pressed)).toEqual(["failed", "queued", "queued"]);
    expect(await obstaclesOf(s)).toEqual(["no_balance"]);
    expect(await sendsOf(s)).toBe(1);
    await cure(s);
    await s.runUntil(pressed);
    const delivered = { status: "succeeded", spentMicroUsd: 25_000 };
    expect(await s.ends(pressed)).toMatchObject([refunded("no_balance"), delivered, delivered]);
    expect(await obstaclesOf(s)).toEqual([]);
    expect(await s.charges()).toBe(2);
  },
);

test("F33: the field that was not taken is said", async () => {
  const s = await bench.studio("F33");
  const pressed = await s.press();
  await s.runUntil(pressed);
  const [variant] = await s.variants(pressed.id);
  expect(variant?.failureDetail).toContain("metadata.resolution");
});

test("F42: a stale connection is never used for a paid call, and asked again for a free one", async () => {
  const s = await bench.studio("F42");
  const pressed = await s.press();
  await s.runUntil(pressed);
  // Measured: the reads of the balance before and after got through.
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
  expect(await sendsOf(s)).toBe(1);
});

test("a send that is never cleared up keeps no later one from being measured", async () => {
  const s = await bench.studio("F48b");
  const lost = await s.press();
  await s.runFor(25 * 60 * MINUTE_MS);
  expect(await statusesOf(s, lost)).toEqual(["unknown"]);
  await cure(s);
  const pressed = await s.press({ prompt: "Another bottle" });
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
});

test("F43: what is dearer than its price is shown, and nothing more is sent over the cap", async () => {
  const s = await bench.studio("F43");
  const team = { teamId: s.teamId, scope: "team", scopeId: s.teamId } as const;
  await setBudget(s.ports, { ...team, month: "2026-03", isSandbox: false }, 90_000);
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([
    { ...DELIVERED, spentMicroUsd: 75_000, attention: "charged_unknown" },
  ]);
  expect(await s.charges()).toBe(1);
  const { model, aspectRatio, resolution } = pressed;
  expect(await s.create({ model, aspectRatio, resolution })).toMatchObject({
    error: { code: "budget_exceeded", scope: "team", leftMicroUsd: 15_000 },
  });
});

test("F49: a call that was charged twice is shown as paid twice, and its first task delivers", async () => {
  const s = await bench.studio("F49");
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([
    { ...DELIVERED, spentMicroUsd: 50_000, attention: "paid_twice" },
  ]);
  const [first, second] = (await s.gateway.ledger())["sk-sandbox-F49"];
  const [variant] = await s.variants(pressed.id);
  const log = await s.log(variant?.id ?? "");
  expect(log.find(({ kind }) => kind === "attention")?.detail).toContain(second.id);
  const work = await s.ports.engine.findWork(variant?.id ?? "");
  expect(work?.attempts).toMatchObject([{ outcome: "accepted", taskId: first.id }]);
  expect(await s.ports.ledger.findMismatches()).toEqual([]);
  expect(await sendsOf(s)).toBe(1);
});
