import { expect, test } from "vitest";
import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { createVault } from "@/lib/adapters/secrets/vault";
import type { GatewayKeyRecord, GatewayKeyRepository } from "@/lib/ports/gateway-key-repository";
import { createConnections } from "@/lib/server/connections";
import { readSettings } from "@/lib/server/env";

/** The rows of one installation, which outlive its processes. */
function memoryKeys() {
  const rows: GatewayKeyRecord[] = [];
  let failures = 0;
  const keys: GatewayKeyRepository = {
    async ensure(key) {
      if (failures > 0) {
        failures -= 1;
        throw new Error("The database is away");
      }
      const known = rows.find(
        ({ source, fingerprint }) => source === key.source && fingerprint === key.fingerprint,
      );
      if (!known) rows.push(key);
      return known ?? key;
    },
    async findOwner(id) {
      const row = rows.find((each) => each.id === id);
      return row ? { source: row.source, teamId: null } : null;
    },
    // Those of teams are tried on a real database.
    findStored: async () => null,
    findReplacement: async () => null,
    findChosen: async () => null,
    findOldest: async () => null,
  };
  return {
    rows,
    keys,
    fail(times: number) {
      failures = times;
    },
  };
}

const clock = memoryClock();
const vault = createVault(() => []);
const open = ({ keys }: ReturnType<typeof memoryKeys>, env: Record<string, string>) =>
  createConnections(
    readSettings({
      NODE_ENV: "test",
      DATABASE_URL: "postgresql://localhost/maquette",
      AUTH_SECRET: "a".repeat(32),
      ...env,
    }),
    { keys, clock, vault },
  );

const SANDBOX = { MAQUETTE_SANDBOX_URL: "http://127.0.0.1:8787" };
const KEY = { TOAPIS_API_KEY: "sk-first" };

test("the real key comes first, and the sandbox stays for what was made with it", async () => {
  const memory = memoryKeys();
  const before = await open(memory, SANDBOX).current();
  expect(before.key.source).toBe("sandbox");
  const connections = open(memory, { ...SANDBOX, ...KEY });
  expect((await connections.current()).connection.secret).toBe("sk-first");
  expect((await connections.find(before.key.id))?.key).toEqual(before.key);
});

test("the same secret is the same key after a restart, and its row does not hold it", async () => {
  const memory = memoryKeys();
  const first = await open(memory, KEY).current();
  expect((await open(memory, KEY).current()).key.id).toBe(first.key.id);
  expect(JSON.stringify(memory.rows)).not.toContain("sk-first");
});

test("a key that was replaced is not found any more, and the new one stands in for it", async () => {
  const memory = memoryKeys();
  const { key: old } = await open(memory, KEY).current();
  const connections = open(memory, { TOAPIS_API_KEY: "sk-second" });
  expect(await connections.find(old.id)).toBeNull();
  const standIn = await connections.findStandIn(old.id);
  expect(standIn?.connection.secret).toBe("sk-second");
  expect(standIn?.key.id).not.toBe(old.id);
});

test("the sandbox never stands in for a real key, nor a real one for the sandbox", async () => {
  const memory = memoryKeys();
  const { key: real } = await open(memory, KEY).current();
  const { key: sandbox } = await open(memory, SANDBOX).current();
  expect(await open(memory, SANDBOX).findStandIn(real.id)).toBeNull();
  expect(await open(memory, KEY).findStandIn(sandbox.id)).toBeNull();
  expect(await open(memory, KEY).findStandIn("nobody's")).toBeNull();
});

test("without any gateway it says what to set", async () => {
  await expect(open(memoryKeys(), {}).current()).rejects.toThrow("set TOAPIS_API_KEY");
});

test("a database that was away at the first look is asked again", async () => {
  const memory = memoryKeys();
  memory.fail(1);
  const connections = open(memory, KEY);
  await expect(connections.current()).rejects.toThrow("The database is away");
  expect((await connections.current()).key.source).toBe("environment");
});
