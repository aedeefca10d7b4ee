import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { presentKeys } from "@/lib/gateway-key/presenter";
import { addKeySchema } from "@/lib/gateway-key/schema";
import { askCheck } from "@/lib/gateway-key/service/check";
import {
  addKey,
  changeKey,
  removeKey,
  replaceSecret,
  switchKey,
} from "@/lib/gateway-key/service/keys";
import { chooseKey, listKeys } from "@/lib/gateway-key/service/serving";
import { createKeyStudio, type Gateway } from "@/lib/gateway-key/service/test-key-studio";
import { secretPlace } from "@/lib/ports/gateway-key-repository";
import { openTestClient } from "@/lib/sandbox/test-client";
import { pauseSending, resumeSending } from "@/lib/sending/service/pause";
import { readSendingOfTeam } from "@/lib/sending/service/read";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let gateway: Gateway;
beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await openTestClient();
});
beforeEach(() => gateway.post("/__sandbox/reset", {}));
afterAll(async () => {
  await gateway.stop();
  await database.drop();
});

const revoke = (...secrets: string[]) => gateway.post("/__sandbox/revoked-keys", { secrets });
const studio = (realKey?: string) => createKeyStudio(database, gateway, realKey);
type Studio = Awaited<ReturnType<typeof studio>>;

const ONE = "sk-sandbox-one";
const TWO = "sk-sandbox-two";

const input = (s: Studio, secret: string) => ({
  ...{ label: "Studio A", baseUrl: gateway.url, group: "default" as const, secret },
  teamId: s.teamId,
});

describe("a key of a team", () => {
  test("is sealed in the database, and none of its secret is in what the page is told", async () => {
    const s = await studio();
    const id = await s.add("sk-sandbox-a-very-secret-secret");
    const row = await database.prisma.gatewayKey.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain("very-secret");
    expect(s.vault.open(row.secret ?? "", secretPlace({ teamId: s.teamId, id }))).toBe(
      "sk-sandbox-a-very-secret-secret",
    );
    const view = presentKeys(await s.list());
    expect(view.keys).toMatchObject([{ label: "Studio A", lastFour: "cret", isEnabled: true }]);
    expect(JSON.stringify(view)).not.toContain("very-secret");
    expect(JSON.stringify(view)).not.toContain(row.secret);
    const usable = await s.ports.connections.find(id);
    expect(JSON.stringify(usable)).not.toContain("very-secret");
    expect(JSON.stringify({ ...usable?.connection })).not.toContain("very-secret");
    expect(usable?.connection.secret).toBe("sk-sandbox-a-very-secret-secret");
    expect(s.audited).toMatchObject([{ action: "gateway_key.added" }]);
    expect(JSON.stringify(s.audited)).not.toContain("very-secret");
  });

  test("does not open in another row or another team", async () => {
    const s = await studio();
    const id = await s.add(ONE);
    const { secret } = await database.prisma.gatewayKey.findUniqueOrThrow({ where: { id } });
    const other = await s.add(TWO, "Studio B");
    await database.prisma.gatewayKey.update({ where: { id: other }, data: { secret } });
    const moved = await s.ports.connections.find(other);
    expect(() => moved?.connection.secret).toThrow();
    await s.run({ name: "checkKey", id: other });
    expect((await s.list()).keys.find((key) => key.id === other)?.check?.code).toBe("sealed");
  });

  test("of another master key lets what waits for it wait, with its reason", async () => {
    const s = await studio();
    const id = await s.add(ONE);
    const made = await s.press();
    await database.prisma.gatewayKey.update({
      where: { id },
      data: { secret: "v1.00000000.AAAA.AAAA" },
    });
    await s.runFor(MINUTE_MS);
    expect(await s.variant(made.id)).toMatchObject({ status: "queued", waitReason: "bad_key" });
    expect((await s.list()).keys[0]?.check?.code).toBe("sealed");
  });

  test("is checked by the worker with its models and its balance, and nothing is paid", async () => {
    const s = await studio();
    await s.add(ONE);
    expect((await s.list()).keys[0]?.checkAskedAt).not.toBeNull();
    await s.runFor(SECOND_MS);
    const [key] = (await s.list()).keys;
    expect(key).toMatchObject({ checkAskedAt: null, check: { code: "works" } });
    expect(key?.check?.modelCount).toBeGreaterThan(5);
    expect(key?.balances).toHaveLength(1);
    expect(await s.accepted(ONE)).toBe(0);
  });

  test.each([
    ["another key", "not-a-key-at-all", "bad_key"],
    ["an empty account", "sk-sandbox-F30", "no_balance"],
  ])("that is %s is said to be so", async (_name, secret, code) => {
    const s = await studio();
    await s.add(secret);
    if (code === "no_balance") await s.press();
    await s.runFor(SECOND_MS);
    await askCheck(s.ports, s.actor, (await s.list()).keys[0]?.id ?? "");
    await s.runFor(SECOND_MS);
    expect((await s.list()).keys[0]?.check?.code).toBe(code);
  });

  test.each(["designer", "reviewer"] as const)("is not for a %s", async (role) => {
    const s = await studio();
    const keyId = await s.add(ONE);
    const { teamId: _, ...facts } = input(s, TWO);
    const refused = { ok: false, error: { code: "not_allowed" } };
    const actor = s.as(role);
    expect(await addKey(s.ports, actor, facts)).toEqual(refused);
    expect(await changeKey(s.ports, actor, { ...facts, keyId })).toEqual(refused);
    expect(await replaceSecret(s.ports, actor, { keyId, secret: TWO })).toEqual(refused);
    expect(await switchKey(s.ports, actor, { keyId, isEnabled: false })).toEqual(refused);
    expect(await removeKey(s.ports, actor, keyId)).toEqual(refused);
    expect(await askCheck(s.ports, actor, keyId)).toEqual(refused);
    expect(await chooseKey(s.ports, actor, { projectId: null, keyId })).toEqual(refused);
    expect(await listKeys(s.ports, actor)).toEqual({ ok: false, error: { code: "forbidden" } });
    expect((await s.list()).keys).toMatchObject([{ id: keyId, isEnabled: true }]);
  });

  test("does not exist for another team", async () => {
    const [one, other] = [await studio(), await studio()];
    const keyId = await one.add(ONE);
    const { teamId: _, ...facts } = input(other, TWO);
    const missing = { ok: false, error: { code: "not_found" } };
    const { ports, actor } = other;
    expect(await changeKey(ports, actor, { ...facts, keyId })).toEqual(missing);
    expect(await replaceSecret(ports, actor, { keyId, secret: TWO })).toEqual(missing);
    expect(await switchKey(ports, actor, { keyId, isEnabled: false })).toEqual(missing);
    expect(await removeKey(ports, actor, keyId)).toEqual(missing);
    expect(await askCheck(ports, actor, keyId)).toEqual(missing);
    expect(await chooseKey(ports, actor, { projectId: null, keyId })).toEqual(missing);
    const choice = { projectId: one.projectId, keyId: await other.add(TWO) };
    expect(await chooseKey(ports, actor, choice)).toEqual(missing);
    expect((await other.list()).keys).toHaveLength(1);
    // The very same secret is no news to it either.
    await other.add(ONE, "Studio B");
    expect((await one.list()).keys).toMatchObject([{ id: keyId, isEnabled: true }]);
  });

  test("is one row for a secret, also when it is added twice at once, and can come back", async () => {
    const s = await studio();
    const { teamId: _, ...facts } = input(s, ONE);
    const both = await Promise.all([
      addKey(s.ports, s.actor, facts),
      addKey(s.ports, s.actor, facts),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: "key_taken" } });
    await removeKey(s.ports, s.actor, (await s.list()).keys[0]?.id ?? "");
    expect((await s.list()).keys).toEqual([]);
    await s.add(ONE);
    expect((await s.list()).keys).toHaveLength(1);
  });

  test("never goes to another address than the one that it was entered for", async () => {
    const s = await studio();
    const keyId = await s.add(ONE);
    const { teamId: _, secret: __, ...facts } = input(s, ONE);
    const to = (baseUrl: string) => changeKey(s.ports, s.actor, { ...facts, keyId, baseUrl });
    for (const elsewhere of [
      "http://127.0.0.1:9",
      "https://collector.example",
      "https://toapis.com",
    ])
      expect(await to(elsewhere)).toEqual({ ok: false, error: { code: "address_needs_secret" } });
    expect((await s.list()).keys[0]?.baseUrl).toBe(gateway.url);
    expect(await to(`${gateway.url}/v1/`)).toMatchObject({ ok: true });
    await database.prisma.gatewayKey.update({
      where: { id: keyId },
      data: { baseUrl: "https://toapis.com" },
    });
    expect(await to("https://toapis.cn")).toMatchObject({ ok: true });
    expect(await to("https://toapis.cn.collector.example")).toMatchObject({
      error: { code: "address_needs_secret" },
    });
  });

  test("is written no more than ten times at once", async () => {
    const s = await studio();
    const keyId = await s.add(ONE);
    const codes: string[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const done = await switchKey(s.ports, s.actor, { keyId, isEnabled: turn % 2 === 0 });
      codes.push(done.ok ? "ok" : done.error.code);
    }
    expect(codes.filter((code) => code === "too_often").length).toBeGreaterThanOrEqual(3);
  });

  test("is added, replaced and removed only by who has just shown that it is them", async () => {
    const s = await studio();
    const { ports, actor } = s;
    const keyId = await s.add(ONE);
    const { teamId: _, ...facts } = input(s, TWO);
    const refused = { ok: false, error: { code: "confirm_first" } };
    const ago = (ms: number) => new Date(ports.clock.now().getTime() - ms);
    for (const at of [null, ago(10 * MINUTE_MS)]) {
      ports.confirmations.setAt(at);
      expect(await addKey(ports, actor, facts)).toEqual(refused);
      expect(await replaceSecret(ports, actor, { keyId, secret: TWO })).toEqual(refused);
      expect(await removeKey(ports, actor, keyId)).toEqual(refused);
    }
    expect((await s.list()).keys).toMatchObject([{ id: keyId, lastFour: ONE.slice(-4) }]);
    expect(s.audited.at(-1)).toMatchObject({
      ...{ action: "gateway_key.removed.refused", facts: { code: "confirm_first" } },
    });
    // What shows no secret and takes none asks for nothing.
    expect(await switchKey(ports, actor, { keyId, isEnabled: false })).toMatchObject({ ok: true });
    // Nor is a role that may not sent round by the question.
    expect(await addKey(ports, s.as("designer"), facts)).toEqual({
      ...{ ok: false, error: { code: "not_allowed" } },
    });

    ports.confirmations.setAt(ago(9 * MINUTE_MS));
    expect((await addKey(ports, actor, facts)).ok).toBe(true);
    // None of the refusals was counted as a try.
    expect(await removeKey(ports, actor, keyId)).toMatchObject({ ok: true });
  });

  test("is not changed when its row in the log cannot be written", async () => {
    const s = await studio();
    const keyId = await s.add(ONE);
    const record = async () => Promise.reject(new Error("The power went"));
    const ports = { ...s.ports, audit: { ...s.ports.audit, record } };
    const { teamId: _, ...facts } = input(s, TWO);
    const before = await s.list();
    for (const deed of [
      () => addKey(ports, s.actor, facts),
      () => changeKey(ports, s.actor, { ...input(s, TWO), keyId, label: "Studio B" }),
      () => replaceSecret(ports, s.actor, { keyId, secret: TWO }),
      () => switchKey(ports, s.actor, { keyId, isEnabled: false }),
      () => removeKey(ports, s.actor, keyId),
      () => chooseKey(ports, s.actor, { projectId: null, keyId }),
    ])
      await expect(deed()).rejects.toThrow("The power went");
    const after = await s.list();
    expect({ ...after, now: null }).toEqual({ ...before, now: null });
  });
});

describe("new work", () => {
  const keyOf = async (s: Studio, generationId: string) =>
    (await s.variant(generationId)).gatewayKeyId;

  test("goes out with the sandbox, and with a key as soon as there is one", async () => {
    const s = await studio();
    const before = await s.press();
    const id = await s.add(ONE);
    const after = await s.press();
    await s.finish(before, after);
    expect(await keyOf(s, before.id)).not.toBe(id);
    expect(await keyOf(s, after.id)).toBe(id);
    expect((await s.variant(after.id)).status).toBe("succeeded");
    expect(await s.accepted(ONE)).toBe(1);
  });

  test("goes out with the key of the settings until the team chooses its own", async () => {
    const s = await studio("sk-sandbox-settings");
    const id = await s.add(ONE);
    expect((await s.ports.connections.current({ teamId: s.teamId })).key.source).toBe(
      "environment",
    );
    await chooseKey(s.ports, s.actor, { projectId: null, keyId: id });
    const made = await s.press();
    await s.finish(made);
    expect(await s.accepted(ONE)).toBe(1);
    expect(await keyOf(s, made.id)).toBe(id);
  });

  test("of a project goes out with the key of the project, and what is under way keeps its own", async () => {
    const s = await studio();
    const [one, two] = [await s.add(ONE), await s.add(TWO, "Studio B")];
    const first = await s.press();
    await s.runFor(2 * SECOND_MS);
    expect((await s.variant(first.id)).status).toBe("submitted");
    await chooseKey(s.ports, s.actor, { projectId: s.projectId, keyId: two });
    const second = await s.press();
    await s.finish(first, second);
    expect(await keyOf(s, first.id)).toBe(one);
    expect(await keyOf(s, second.id)).toBe(two);
    const attempts = await database.prisma.attempt.findMany({
      where: { gatewayKeyId: { in: [one, two] } },
    });
    expect(attempts.map(({ gatewayKeyId }) => gatewayKeyId).sort()).toEqual([one, two].sort());
    expect([await s.accepted(ONE), await s.accepted(TWO)]).toEqual([1, 1]);
    for (const { id } of [first, second]) expect((await s.variant(id)).status).toBe("succeeded");
  });

  test("does not go out with a key that is off: what waits takes the one that serves then", async () => {
    const s = await studio();
    const [one, two] = [await s.add(ONE), await s.add(TWO, "Studio B")];
    await pauseSending(s.ports, { by: "Test", reason: "" });
    const made = await s.press();
    await switchKey(s.ports, s.actor, { keyId: one, isEnabled: false });
    await resumeSending(s.ports);
    await switchKey(s.ports, s.actor, { keyId: two, isEnabled: true });
    await s.finish(made);
    expect(await keyOf(s, made.id)).toBe(two);
    expect([await s.accepted(ONE), await s.accepted(TWO)]).toEqual([0, 1]);
  });

  test("waits while its key is off and there is no other: never does the sandbox make it", async () => {
    const s = await studio();
    const one = await s.add(ONE);
    await pauseSending(s.ports, { by: "Test", reason: "" });
    const made = await s.press();
    await switchKey(s.ports, s.actor, { keyId: one, isEnabled: false });
    await resumeSending(s.ports);
    await switchKey(s.ports, s.actor, { keyId: one, isEnabled: false });
    await s.runFor(MINUTE_MS);
    expect(await s.variant(made.id)).toMatchObject({ status: "queued", waitReason: "bad_key" });
    await switchKey(s.ports, s.actor, { keyId: one, isEnabled: true });
    await s.finish(made);
    expect((await s.variant(made.id)).status).toBe("succeeded");
    expect(await s.accepted(ONE)).toBe(1);
  });
});

describe("a key that is revoked midway", () => {
  test("lets what waits wait with its reason, and all goes on once it is good: nothing is sent twice", async () => {
    const s = await studio();
    const keyId = await s.add(ONE);
    const sent = await s.press();
    await s.runFor(2 * SECOND_MS);
    await revoke(ONE);
    const [refused, waiting] = [await s.press(), await s.press()];
    await s.runFor(MINUTE_MS);
    const { obstacles } = await readSendingOfTeam(s.ports, s.actor);
    expect(obstacles).toMatchObject([{ gatewayKeyId: keyId, code: "bad_key" }]);
    expect((await s.list()).keys[0]?.suspended).toMatchObject({ code: "bad_key" });
    const states = [];
    for (const { id } of [refused, waiting]) states.push((await s.variant(id)).status);
    // Whoever meets the refusal first ends, uncharged; the other one waits.
    expect(states).toContain("queued");
    expect((await s.variant(sent.id)).status).toBe("submitted");

    await revoke();
    await s.finish(sent, refused, waiting);
    expect((await s.list()).keys[0]?.suspended).toBeNull();
    expect((await s.variant(sent.id)).status).toBe("succeeded");
    const posted = states.filter((status) => status === "queued").length + 1;
    expect(await s.accepted(ONE)).toBe(posted);
  });

  test("is looked at at once when somebody tests it", async () => {
    const s = await studio();
    const keyId = await s.add(ONE);
    await s.runFor(SECOND_MS);
    await revoke(ONE);
    await s.press();
    const waiting = await s.press();
    // Long enough for the looks to be five minutes apart.
    await s.runFor(20 * MINUTE_MS);
    await revoke();
    expect((await s.variant(waiting.id)).status).toBe("queued");
    expect(await askCheck(s.ports, s.actor, keyId)).toMatchObject({ ok: true });
    await s.runFor(2 * SECOND_MS);
    expect((await s.list()).keys[0]).toMatchObject({ suspended: null, check: { code: "works" } });
    await s.runFor(20 * SECOND_MS);
    expect((await s.variant(waiting.id)).status).not.toBe("queued");
  });

  test("is replaced by another of the same account, which goes on with all of its work", async () => {
    const s = await studio();
    const keyId = await s.add(ONE);
    await chooseKey(s.ports, s.actor, { projectId: s.projectId, keyId });
    const sent = await s.press();
    await s.runFor(2 * SECOND_MS);
    await revoke(ONE);
    await s.press();
    const waiting = await s.press();
    await s.runFor(MINUTE_MS);
    const replaced = await replaceSecret(s.ports, s.actor, { keyId, secret: TWO });
    if (!replaced.ok) throw new Error(replaced.error.code);
    await s.finish(sent, waiting);
    for (const { id } of [sent, waiting]) expect((await s.variant(id)).status).toBe("succeeded");
    expect(await s.accepted(ONE)).toBe(1);
    expect(await s.accepted(TWO)).toBe(1);
    const { keys, projects } = await s.list();
    expect(keys).toMatchObject([{ id: replaced.value.id, label: "Studio A", suspended: null }]);
    expect(projects).toMatchObject([{ keyId: replaced.value.id }]);
    const old = await database.prisma.gatewayKey.findUniqueOrThrow({ where: { id: keyId } });
    expect(old).toMatchObject({ secret: null, replacedById: replaced.value.id });
  });

  test("is not removed while something is under way with it, nor is what replaced it", async () => {
    const s = await studio();
    const keyId = await s.add(ONE);
    const made = await s.press();
    await s.runFor(2 * SECOND_MS);
    expect(await removeKey(s.ports, s.actor, keyId)).toEqual({
      ok: false,
      error: { code: "under_way", count: 1 },
    });
    const replaced = await replaceSecret(s.ports, s.actor, { keyId, secret: TWO });
    const nextId = replaced.ok ? replaced.value.id : "";
    expect(await removeKey(s.ports, s.actor, nextId)).toMatchObject({
      error: { code: "under_way", count: 1 },
    });
    await s.finish(made);
    expect((await s.variant(made.id)).status).toBe("succeeded");
    expect(await removeKey(s.ports, s.actor, nextId)).toMatchObject({ ok: true });
    const rows = await database.prisma.gatewayKey.findMany({
      where: { id: { in: [keyId, nextId] } },
    });
    expect(rows.map(({ secret }) => secret)).toEqual([null, null]);
  });

  test("is followed by what has replaced it, also when that is off and another key serves", async () => {
    const s = await studio();
    const keyId = await s.add(ONE);
    await s.add("sk-sandbox-of-another-account", "Studio B");
    const made = await s.press();
    await s.runFor(2 * SECOND_MS);
    const replaced = await replaceSecret(s.ports, s.actor, { keyId, secret: TWO });
    const nextId = replaced.ok ? replaced.value.id : "";
    await switchKey(s.ports, s.actor, { keyId: nextId, isEnabled: false });
    expect((await s.ports.connections.findStandIn(keyId))?.key.id).toBe(nextId);
    await s.finish(made);
    expect((await s.variant(made.id)).status).toBe("succeeded");
    expect(await s.accepted(ONE)).toBe(1);
  });

  test("keeps nobody of another team from sending", async () => {
    const [one, other] = [await studio(), await studio()];
    await one.add(ONE);
    await other.add(TWO);
    await revoke(ONE);
    await one.press();
    await one.runFor(SECOND_MS);
    const { obstacles } = await readSendingOfTeam(one.ports, one.actor);
    expect(obstacles).toHaveLength(1);
    expect((await readSendingOfTeam(other.ports, other.actor)).obstacles).toEqual([]);
  });
});

test.each([
  ["Bearer sk-0123456789", "sk-0123456789"],
  ["  sk-0123456789\n", "sk-0123456789"],
])("%j is read as %s", (typed, secret) => {
  const key = { label: "A", baseUrl: "https://toapis.com", group: "default", secret: typed };
  expect(addKeySchema.parse(key).secret).toBe(secret);
});

test.each(["", "sk-1", "sk-0123 456789", "ключ-ключ-ключ", "x".repeat(301)])(
  "%j is no secret",
  (secret) => {
    const key = { label: "A", baseUrl: "https://toapis.com", group: "default", secret };
    expect(addKeySchema.safeParse(key).success).toBe(false);
  },
);
