import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuditLog } from "@/lib/adapters/prisma/audit-log";
import { createGenerationRepository } from "@/lib/adapters/prisma/generation-repository";
import { createLedger } from "@/lib/adapters/prisma/ledger";
import { createPrismaClient, createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createGenerationSchema } from "@/lib/generation/schema";
import { createGenerations } from "@/lib/generation/service/create";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { presentCaps, presentLeft } from "@/lib/money/presenter";
import type { BudgetScope } from "@/lib/money/schema";
import { capsViewSchema, leftViewSchema, setCapSchema } from "@/lib/money/schema/caps";
import { listCaps, listCapsOfPress, setCap } from "@/lib/money/service/caps";
import type { Actor, Role } from "@/lib/shared/actor";

const PRICE_MICRO_USD = 25_000;
const MONTH_MS = 31 * 24 * 60 * 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let other: ReturnType<typeof createPrismaClient>;
beforeAll(async () => {
  database = await createTestDatabase();
  other = createPrismaClient(database.url, 4);
});
afterAll(async () => {
  await other.$disconnect();
  await database.drop();
});

/** A team with its caps, and a second process that shares its database and nothing else. */
async function openCaps() {
  const s = await createTestStudio(database, { role: "owner" });
  const { clock } = s.ports;
  await database.prisma.membership.updateMany({
    where: { teamId: s.teamId },
    data: { role: "owner" },
  });
  const second = {
    ...s.ports,
    audit: createAuditLog(other, clock),
    database: createPrismaDatabase(other),
    generations: createGenerationRepository(other, clock),
    ledger: createLedger(other, clock),
  };
  const as = (role: Role, userId = s.actor.userId) => ({ ...s.actor, role, userId }) as Actor;
  const ids = { team: s.teamId, project: s.projectId, person: s.actor.userId };
  const capOf = (scope: BudgetScope, change: object = {}) =>
    setCapSchema.parse({
      ...{ scope, scopeId: ids[scope], isSandbox: false, capMicroUsd: 1_000_000 },
      ...{ warnPercent: 80, ...change },
    });
  const set = async (scope: BudgetScope, change: object = {}, actor = as("owner")) =>
    setCap(s.ports, actor, capOf(scope, change));
  const press = (ports: typeof s.ports = s.ports, variantCount = 1) =>
    createGenerations(
      ports,
      s.actor,
      createGenerationSchema.parse({
        ...{ requestId: clock.newId(), projectId: s.projectId, variantCount, references: [] },
        ...{ prompt: "An amber bottle on wet stone", resolution: "0.5K", aspectRatio: "1:8" },
        model: "gemini-3.1-flash-image-preview",
      }),
    );
  const list = async (actor = as("owner")) => {
    const listed = await listCaps(s.ports, actor, { money: "real" });
    if (!listed.ok) throw new Error(listed.error.code);
    return capsViewSchema.parse(presentCaps(listed.value));
  };
  const left = async (actor = as("owner")) => {
    const listed = await listCapsOfPress(s.ports, actor, s.projectId);
    if (!listed.ok) throw new Error(listed.error.code);
    return leftViewSchema.parse(presentLeft(listed.value));
  };
  const rows = () =>
    database.prisma.auditEvent.findMany({
      where: { teamId: s.teamId, action: "budget_set" },
      orderBy: { id: "asc" },
    });
  return { s, second, as, ids, capOf, set, press, list, left, rows };
}

const SCOPES: BudgetScope[] = ["team", "project", "person"];

describe.each(SCOPES)("The cap of the %s", (scope) => {
  test("is set, raised and taken away, each with who did it, before and after", async () => {
    const c = await openCaps();
    expect(await c.set(scope)).toEqual({ ok: true, value: null });
    expect(await c.set(scope, { capMicroUsd: 2_000_000, warnPercent: 90 }, c.as("admin"))).toEqual({
      ok: true,
      value: null,
    });
    const [cap] = (await c.list()).caps.filter((each) => each.scope === scope);
    expect(cap).toMatchObject({ capMicroUsd: 2_000_000, warnPercent: 90 });
    await c.set(scope, { capMicroUsd: null, warnPercent: 90 });
    // What changes nothing is no deed.
    await c.set(scope, { capMicroUsd: null, warnPercent: 90 });
    const names = { team: "Team", project: "Autumn KV", person: "Designer" };
    expect(await c.rows()).toMatchObject([
      {
        ...{ before: { capMicroUsd: null, warnPercent: 80 }, objectLabel: names[scope] },
        ...{ after: { capMicroUsd: 1_000_000, warnPercent: 80 }, by: "person" },
      },
      { before: { capMicroUsd: 1_000_000 }, after: { capMicroUsd: 2_000_000, warnPercent: 90 } },
      { before: { capMicroUsd: 2_000_000 }, after: { capMicroUsd: null } },
    ]);
  });

  test("refuses what it has no room for with its name, what is left and who can raise it", async () => {
    const c = await openCaps();
    await c.set(scope, { capMicroUsd: PRICE_MICRO_USD + 1 });
    expect(await c.press()).toMatchObject({ ok: true });
    expect(await c.press()).toEqual({
      ok: false,
      error: {
        ...{ code: "budget_exceeded", scope, leftMicroUsd: 1, askedMicroUsd: PRICE_MICRO_USD },
        name: { team: "Team", project: "Autumn KV", person: "Designer" }[scope],
        raisers: ["Designer"],
      },
    });
    await c.set(scope, { capMicroUsd: 2 * PRICE_MICRO_USD });
    expect(await c.press()).toMatchObject({ ok: true });
    expect(await c.s.ports.ledger.findMismatches()).toEqual([]);
  });

  test("lets one of two presses have the last cent, whichever process they come from", async () => {
    for (let round = 0; round < 8; round += 1) {
      const c = await openCaps();
      await c.set(scope, { capMicroUsd: PRICE_MICRO_USD });
      const answers = await Promise.all([c.press(), c.press(c.second)]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const [cap] = (await c.list()).caps.filter((each) => each.scope === scope);
      expect(cap?.reservedMicroUsd).toBe(PRICE_MICRO_USD);
    }
  });

  test.each(["designer", "reviewer"] as const)("is not set by a %s", async (role) => {
    const c = await openCaps();
    const refused = { ok: false, error: { code: "not_allowed" } };
    expect(await c.set(scope, {}, c.as(role))).toEqual(refused);
    expect(await c.rows()).toEqual([]);
    expect(await database.prisma.budget.count({ where: { teamId: c.s.teamId } })).toBe(0);
  });

  test("is not there for another team", async () => {
    const [mine, theirs] = [await openCaps(), await openCaps()];
    await theirs.set(scope);
    const answer = await setCap(mine.s.ports, mine.as("owner"), theirs.capOf(scope));
    expect(answer).toEqual({ ok: false, error: { code: "not_found" } });
    expect(await mine.rows()).toEqual([]);
    expect((await theirs.rows()).length).toBe(1);
    expect(JSON.stringify(await mine.list())).not.toContain(theirs.ids[scope]);
  });
});

test("a cap that is lowered while people press is never crossed by what comes after", async () => {
  const c = await openCaps();
  const wide = c.capOf("team", { capMicroUsd: 40 * PRICE_MICRO_USD });
  const narrow = c.capOf("team", { capMicroUsd: 5 * PRICE_MICRO_USD });
  await setCap(c.s.ports, c.as("owner"), wide);
  const presses = Array.from({ length: 20 }, (_, index) =>
    c.press(index % 2 === 0 ? c.s.ports : c.second),
  );
  const lowered = setCap(c.second, c.as("owner"), narrow);
  const answers = await Promise.all(presses);
  await lowered;
  const taken = answers.filter(({ ok }) => ok).length;
  expect(await c.press()).toMatchObject(
    taken < 5 ? { ok: true } : { error: { code: "budget_exceeded", scope: "team" } },
  );
  expect(await c.s.ports.ledger.findMismatches()).toEqual([]);
});

test("two who change one cap at once each say what they found, and the second found the first's", async () => {
  const c = await openCaps();
  await c.set("team", { capMicroUsd: 1 });
  const change = (ports: typeof c.s.ports, capMicroUsd: number) =>
    setCap(ports, c.as("owner"), c.capOf("team", { capMicroUsd }));
  await Promise.all([change(c.s.ports, 2), change(c.second, 3)]);
  const found = (await c.rows()).slice(1).map(({ before, after }) => ({ before, after }));
  const capsOf = (facts: unknown) => (facts as { capMicroUsd: number }).capMicroUsd;
  const [[one, two], [three, four]] = found
    .map(({ before, after }) => [capsOf(before), capsOf(after)] as const)
    .sort(([first]) => (first === 1 ? -1 : 1)) as [[number, number], [number, number]];
  expect([one, three]).toEqual([1, two]);
  expect(new Set([two, four])).toEqual(new Set([2, 3]));
});

test("a month begins with the cap and the warning of the last one, and with nothing spent", async () => {
  const c = await openCaps();
  await c.set("project", { capMicroUsd: 3 * PRICE_MICRO_USD, warnPercent: 60 });
  await c.press();
  c.s.ports.clock.advance(MONTH_MS);
  const before = (await c.list()).caps.find(({ scope }) => scope === "project");
  expect(before).toMatchObject({
    ...{ capMicroUsd: 3 * PRICE_MICRO_USD, warnPercent: 60 },
    ...{ spentMicroUsd: 0, reservedMicroUsd: 0 },
  });
  expect(await c.press(c.s.ports, 4)).toMatchObject({ error: { code: "budget_exceeded" } });
  expect(await c.press(c.s.ports, 3)).toMatchObject({ ok: true });
  expect((await c.list()).caps.find(({ scope }) => scope === "project")).toMatchObject({
    ...{ warnPercent: 60, reservedMicroUsd: 3 * PRICE_MICRO_USD },
  });
});

test("sandbox money has caps of its own", async () => {
  const c = await openCaps();
  await c.set("team", { isSandbox: true, capMicroUsd: 1 });
  expect(await c.press()).toMatchObject({ ok: true });
  expect((await c.list()).caps.every(({ capMicroUsd }) => capMicroUsd === null)).toBe(true);
});

describe("Who is told what", () => {
  test("a press is told what each of its caps has left, before it is refused", async () => {
    const c = await openCaps();
    expect(await c.left()).toEqual({ caps: [], maySet: true, raisers: ["Designer"] });
    await c.set("team", { capMicroUsd: 100_000 });
    await c.set("person", { capMicroUsd: 60_000, warnPercent: 50 });
    await c.press();
    expect((await c.left(c.as("designer"))).caps).toEqual([
      {
        ...{ scope: "team", name: "Team", capMicroUsd: 100_000, warnPercent: 80 },
        leftMicroUsd: 75_000,
      },
      {
        ...{ scope: "person", name: "Designer", capMicroUsd: 60_000, warnPercent: 50 },
        leftMicroUsd: 35_000,
      },
    ]);
  });

  test("a designer is told of the caps that hold them, and of no colleague's", async () => {
    const c = await openCaps();
    const colleague = c.s.ports.clock.newId();
    await c.set("team");
    await c.set("person");
    expect((await c.list(c.as("designer"))).caps.map(({ scope }) => scope)).toEqual([
      "team",
      "person",
    ]);
    const theirs = await c.list(c.as("designer", colleague));
    expect(theirs.caps.map(({ scope }) => scope)).toEqual(["team"]);
    expect(theirs.maySet).toBe(false);
    expect((await c.list(c.as("admin"))).caps).toHaveLength(3);
  });

  test("a reviewer is told nothing", async () => {
    const c = await openCaps();
    await c.set("team");
    const refused = { ok: false, error: { code: "not_allowed" } };
    expect(await listCaps(c.s.ports, c.as("reviewer"))).toEqual(refused);
    expect(await listCapsOfPress(c.s.ports, c.as("reviewer"), c.s.projectId)).toEqual(refused);
  });
});

test.each([
  { capMicroUsd: -1 },
  { capMicroUsd: 1.5 },
  { capMicroUsd: 1_000_000_000_001 },
  { warnPercent: 0 },
  { warnPercent: 101 },
  { scope: "galaxy" },
  { scopeId: "not an id" },
  { month: "2026-01" },
])("%j is no cap", (change) => {
  const scopeId = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
  const cap = { scope: "team", scopeId, isSandbox: false, capMicroUsd: 1, warnPercent: 80 };
  expect(setCapSchema.safeParse(cap).success).toBe(true);
  expect(setCapSchema.safeParse({ ...cap, ...change }).success).toBe(false);
});
