import { afterAll, beforeAll, expect, test } from "vitest";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import {
  type Bench,
  cure,
  hurry,
  obstaclesOf,
  sendsOf,
  statusesOf,
} from "@/lib/generation/service/test-fault-play";
import {
  DELIVERED,
  open,
  openFaultBench,
  refunded,
} from "@/lib/generation/service/test-fault-studio";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let bench: Bench;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(() => bench.close());

const count = (statuses: string[], status: string) =>
  statuses.filter((each) => each === status).length;

test("M01: a key that is revoked midway stops everything and fails nothing", async () => {
  const s = await bench.studio("M01");
  const sent = await s.press({ variantCount: 3 });
  await s.runFor(10_000);
  const waiting = await s.press({ variantCount: 4 });
  await s.runFor(HOUR_MS);
  expect(await s.variants(sent.id)).toMatchObject(
    Array(3).fill({ status: "submitted", waitReason: "bad_key" }),
  );
  expect(await statusesOf(s, waiting)).toEqual(Array(4).fill("queued"));
  expect(await obstaclesOf(s)).toEqual(["bad_key"]);
  expect(await sendsOf(s)).toBe(3);
  await cure(s);
  await s.runUntil(sent);
  await s.runUntil(waiting);
  for (const pressed of [sent, waiting])
    for (const end of await s.ends(pressed)) expect(end).toMatchObject({ status: "succeeded" });
  expect(await obstaclesOf(s)).toEqual([]);
  expect(await s.charges()).toBe(7);
});

test("F28b: a token that is disabled fails one picture; the rest waits and goes on by itself", async () => {
  const s = await bench.studio("F28b");
  const pressed = await s.press({ variantCount: 4 });
  await s.runFor(30 * MINUTE_MS);
  expect([...(await statusesOf(s, pressed))].sort()).toEqual([
    "failed",
    ...Array(3).fill("queued"),
  ]);
  expect(await obstaclesOf(s)).toEqual(["bad_key"]);
  expect(await sendsOf(s)).toBe(1);
  await cure(s);
  await s.runUntil(pressed);
  const ends = await s.ends(pressed);
  expect(ends.filter(({ status }) => status === "failed")).toEqual([refunded("bad_key")]);
  expect(count(await statusesOf(s, pressed), "succeeded")).toBe(3);
  expect(await obstaclesOf(s)).toEqual([]);
  expect(await s.charges()).toBe(3);
});

test("M02: when the money is gone one fails, the rest waits and goes on after a top-up", async () => {
  const s = await bench.studio("M02");
  const presses = [await s.press({ variantCount: 8 }), await s.press({ variantCount: 6 })];
  const all = async () =>
    (await Promise.all(presses.map((pressed) => statusesOf(s, pressed)))).flat();
  await s.runFor(30 * MINUTE_MS);
  expect([...(await all())].sort()).toEqual([
    "failed",
    ...Array(3).fill("queued"),
    ...Array(10).fill("succeeded"),
  ]);
  expect(await obstaclesOf(s)).toEqual(["no_balance"]);
  expect(await sendsOf(s)).toBe(11);
  expect(await s.charges()).toBe(10);
  await cure(s);
  for (const pressed of presses) await s.runUntil(pressed);
  const ends = (await Promise.all(presses.map((pressed) => s.ends(pressed)))).flat();
  expect(ends.filter(({ status }) => status === "failed")).toEqual([refunded("no_balance")]);
  expect(count(await all(), "succeeded")).toBe(13);
  expect(await s.charges()).toBe(13);
});

test("M06: the clock goes back two hours while a variant waits: it is sent once", async () => {
  const s = await bench.studio("F03");
  const pressed = await s.press();
  await s.runFor(1);
  s.ports.clock.advance(-2 * HOUR_MS);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
});

test.each([
  ["a day ahead while a variant waits", "F03", 24 * HOUR_MS],
  ["three hours ahead, as after a suspension, while a task runs", "F01", 3 * HOUR_MS],
  ["a day ahead while nobody knows whether a task exists", "F16", 20 * HOUR_MS],
])("M06: the clock jumps %s: nothing is given up or sent again", async (_when, fault, jumpMs) => {
  const s = await bench.studio(fault);
  const pressed = await s.press();
  await s.runFor(1);
  s.ports.clock.advance(jumpMs);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
});

test("M07: maintenance of two hours holds the queue, which then begins slowly", async () => {
  const s = await bench.studio("M07");
  const sent = await s.press({ variantCount: 3 });
  await s.runFor(5 * MINUTE_MS);
  const waiting = await s.press({ variantCount: 4 });
  await s.runFor(90 * MINUTE_MS);
  expect(await statusesOf(s, sent)).toEqual(Array(3).fill("submitted"));
  expect(await statusesOf(s, waiting)).toEqual(Array(4).fill("queued"));
  expect(await obstaclesOf(s)).toEqual(["unreachable"]);
  expect(await sendsOf(s)).toBe(3);
  const restarted: string[] = [];
  s.ports.rateLimits = {
    ...s.ports.rateLimits,
    restart: async (_account, category) => void restarted.push(category),
  };
  await s.runUntil(waiting);
  await s.runUntil(sent);
  expect(restarted).toEqual(["submit"]);
  for (const pressed of [sent, waiting])
    for (const end of await s.ends(pressed)) expect(end).toMatchObject({ status: "succeeded" });
  expect(await obstaclesOf(s)).toEqual([]);
  expect(await s.charges()).toBe(7);
});

test("M07: what was sent into the maintenance is never sent again, and the rest waits", async () => {
  const s = await bench.studio("M07");
  const pressed = await s.press({ variantCount: 8 });
  await s.runFor(HOUR_MS);
  expect(await sendsOf(s)).toBe(6);
  expect(count(await statusesOf(s, pressed), "unknown")).toBe(3);
  expect(count(await statusesOf(s, pressed), "queued")).toBe(2);
  await s.runUntil(pressed);
  const ends = await s.ends(pressed);
  expect(ends.filter(({ status }) => status === "failed")).toEqual(
    Array(3).fill(refunded("not_accepted")),
  );
  expect(ends.filter(({ status }) => status === "succeeded")).toHaveLength(5);
  expect(await s.charges()).toBe(5);
  expect(await sendsOf(s)).toBe(8);
});

test.each(["ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT"])(
  "M08: without a name server (%s) nothing is sent, and all goes out when it is back",
  async (code) => {
    const s = await bench.studio("F01");
    const baseUrl = s.gateway.url.replace("127.0.0.1", "gateway.test");
    const usable = await s.ports.connections.current();
    const away = async () => ({ ...usable, connection: { ...usable.connection, baseUrl } });
    s.ports.connections = { current: away, find: away, findStandIn: away };
    let isDown = true;
    s.ports.gateways = createToapisGateways({
      userAgent: "Maquette/test",
      privateOrigins: [baseUrl],
      lookup: (_name, options, answer) => {
        if (isDown) answer(Object.assign(new Error(code), { code }), "");
        else if (options.all) answer(null, [{ address: "127.0.0.1", family: 4 }]);
        else answer(null, "127.0.0.1", 4);
      },
    });
    const pressed = await s.created({
      model: "gemini-3.1-flash-image-preview",
      aspectRatio: "1:8",
      resolution: "0.5K",
      variantCount: 2,
    });
    await s.runFor(HOUR_MS);
    expect(await statusesOf(s, pressed)).toEqual(["queued", "queued"]);
    expect(await obstaclesOf(s)).toEqual(["unreachable"]);
    expect(await sendsOf(s)).toBe(0);
    isDown = false;
    await s.runUntil(pressed, ({ status }) => status !== "queued");
    expect(await obstaclesOf(s)).toEqual([]);
    expect(await s.charges()).toBe(2);
  },
);

test("M10: a large call that hangs is doubtful by its deadline", async () => {
  const s = await bench.studio("M10");
  hurry(s, 300);
  const pressed = await s.press({ prompt: "x".repeat(3_000) });
  await s.runFor(HOUR_MS);
  expect(await s.ends(pressed)).toEqual([open("unknown")]);
  expect(await sendsOf(s)).toBe(1);
  expect(await s.charges()).toBe(0);
});

test("M11: a gateway that takes five connections at a time is never offered a sixth", async () => {
  const s = await bench.studio("M11");
  // Two that send, two that are closing, and one for reads.
  s.ports.rateLimits = { ...s.ports.rateLimits, sendsMax: 2 };
  s.ports.gateways = createToapisGateways({
    userAgent: "Maquette/test",
    privateOrigins: [s.gateway.url],
    connectionsMax: 1,
  });
  const pressed = await s.press({ variantCount: 8 });
  while ((await statusesOf(s, pressed)).includes("queued")) {
    await s.run({ name: "dispatch", id: s.key.account });
    const turns = s.ports.queue.waiting().filter(({ name }) => name === "submit");
    await Promise.all(turns.map(s.run));
  }
  expect(await sendsOf(s)).toBe(8);
  expect(await statusesOf(s, pressed)).toEqual(Array(8).fill("submitted"));
  await s.runUntil(pressed);
  for (const end of await s.ends(pressed)) expect(end).toMatchObject({ status: "succeeded" });
  expect(await s.charges()).toBe(8);
});
