import "server-only";

import { createHash } from "node:crypto";
import { goesToSameGateway } from "@/lib/gateway-key/policy";
import type { AddKey, ChangeKey, ReplaceSecret, SwitchKey } from "@/lib/gateway-key/schema";
import { KEYS_PER_TEAM_MAX } from "@/lib/gateway-key/schema/facts";
import { type ManageRefusal, manage } from "@/lib/gateway-key/service/manage";
import { factsOf, keyObject, putOnRecord } from "@/lib/gateway-key/service/on-record";
import { ConflictError, type Transaction } from "@/lib/ports/database";
import type { AddressRefusal } from "@/lib/ports/gateway-addresses";
import { secretPlace } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type KeyPorts = Pick<
  Ports,
  | "access"
  | "audit"
  | "clock"
  | "confirmations"
  | "database"
  | "gatewayAddresses"
  | "queue"
  | "sending"
  | "teamKeys"
  | "throttle"
  | "vault"
>;

type Changed<T, Code extends string> = Promise<Result<T, ManageRefusal | { code: Code }>>;

/** What is kept of a secret: sealed, and enough to tell it from another. */
function keep({ clock, vault }: KeyPorts, { teamId }: Actor, secret: string) {
  const id = clock.newId();
  return {
    id,
    // Its own: two keys of one account ask for half of what is allowed each.
    account: id,
    fingerprint: createHash("sha256").update(secret).digest("hex").slice(0, 16),
    lastFour: secret.slice(-4),
    sealed: vault.seal(secret, secretPlace({ teamId, id })),
  };
}

/** It is checked at once. */
export const addKey = (
  ports: KeyPorts,
  actor: Actor,
  { label, baseUrl: typed, group, secret }: AddKey,
): Changed<{ id: string }, AddressRefusal | "key_taken" | "too_many_keys"> =>
  manage<{ id: string }, { code: AddressRefusal | "key_taken" | "too_many_keys" }>(ports, actor, {
    action: "gateway_key.added",
    objectId: label,
    needsConfirmation: true,
    async run() {
      const address = await ports.gatewayAddresses.check(typed);
      if (!address.ok) return err({ code: address.code });
      if ((await ports.teamKeys.list(actor.teamId)).length >= KEYS_PER_TEAM_MAX)
        return err({ code: "too_many_keys" });
      const key = keep(ports, actor, secret);
      const facts = { label, baseUrl: address.baseUrl, accountGroup: group };
      const isAdded = await unlessTaken(ports, async (tx) => {
        await ports.teamKeys.add(tx, actor.teamId, { ...key, ...facts });
        const after = factsOf({ ...facts, lastFour: key.lastFour });
        const object = keyObject(key.id, label);
        await putOnRecord(ports, actor, { tx, action: "key_added", object, after });
        await lookAt(ports, actor, { tx, keyId: key.id });
        return true;
      });
      if (!isAdded) return err({ code: "key_taken" });
      await wakeAccounts(ports);
      return ok({ id: key.id });
    },
  });

type ChangeRefusal = AddressRefusal | "address_needs_secret" | "not_found";

/** Whoever may name an address does not learn the secret by naming their own: it goes nowhere but where it was meant for. */
export const changeKey = (
  ports: KeyPorts,
  actor: Actor,
  { keyId, label, baseUrl: typed, group }: ChangeKey,
): Changed<null, ChangeRefusal> =>
  manage<null, { code: ChangeRefusal }>(ports, actor, {
    action: "gateway_key.changed",
    objectId: keyId,
    async run() {
      const address = await ports.gatewayAddresses.check(typed);
      if (!address.ok) return err({ code: address.code });
      const { baseUrl } = address;
      const own = (await ports.teamKeys.list(actor.teamId)).find(({ id }) => id === keyId);
      if (!own) return err({ code: "not_found" });
      if (!goesToSameGateway(own.baseUrl, baseUrl)) return err({ code: "address_needs_secret" });
      const facts = { label, baseUrl, accountGroup: group };
      const isChanged = await ports.database.transaction(async (tx) => {
        const before = await ports.teamKeys.change(tx, actor.teamId, { keyId, ...facts });
        if (!before) return false;
        const object = keyObject(keyId, label);
        const change = { before: factsOf(before), after: factsOf({ ...before, ...facts }) };
        await putOnRecord(ports, actor, { tx, action: "key_changed", object, ...change });
        await lookAt(ports, actor, { tx, keyId });
        return true;
      });
      if (!isChanged) return err({ code: "not_found" });
      await wakeAccounts(ports);
      return ok(null);
    },
  });

/** What was sent with the old secret goes on with the new one. */
export const replaceSecret = (
  ports: KeyPorts,
  actor: Actor,
  { keyId, secret }: ReplaceSecret,
): Changed<{ id: string }, "not_found" | "key_taken"> =>
  manage<{ id: string }, { code: "not_found" | "key_taken" }>(ports, actor, {
    action: "gateway_key.replaced",
    objectId: keyId,
    needsConfirmation: true,
    async run() {
      const next = keep(ports, actor, secret);
      const at = ports.clock.now();
      const before = await unlessTaken(ports, async (tx) => {
        const old = await ports.teamKeys.replace(tx, actor.teamId, { ...next, keyId, at });
        if (!old) return "not_found";
        const object = keyObject(next.id, old.label);
        const change = { before: factsOf(old), after: factsOf({ ...old, ...next }) };
        await putOnRecord(ports, actor, { tx, action: "key_replaced", object, ...change });
        await lookAt(ports, actor, { tx, keyId: next.id });
        return "replaced";
      });
      if (before === null) return err({ code: "key_taken" });
      if (before === "not_found") return err({ code: "not_found" });
      await wakeAccounts(ports);
      return ok({ id: next.id });
    },
  });

/** Off: what is under way goes on, and what waits goes out with the key that serves the team then. */
export const switchKey = (
  ports: KeyPorts,
  actor: Actor,
  { keyId, isEnabled }: SwitchKey,
): Changed<null, "not_found"> =>
  manage(ports, actor, {
    action: isEnabled ? "gateway_key.switched_on" : "gateway_key.switched_off",
    objectId: keyId,
    async run() {
      const action = isEnabled ? "key_switched_on" : "key_switched_off";
      const isThere = await ports.database.transaction(async (tx) => {
        const key = await ports.teamKeys.switchTo(tx, actor.teamId, { keyId, isEnabled });
        if (key?.isChange)
          await putOnRecord(ports, actor, { tx, action, object: keyObject(keyId, key.label) });
        return key !== null;
      });
      if (!isThere) return err({ code: "not_found" });
      await wakeAccounts(ports);
      return ok(null);
    },
  });

type UnderWay = { code: "under_way"; count: number };

/** Refused while something is under way with it: nobody else could follow that to its end. */
export const removeKey = (
  ports: KeyPorts,
  actor: Actor,
  keyId: string,
): Promise<Result<null, ManageRefusal | { code: "not_found" } | UnderWay>> =>
  manage<null, { code: "not_found" } | UnderWay>(ports, actor, {
    action: "gateway_key.removed",
    objectId: keyId,
    needsConfirmation: true,
    run: () =>
      ports.database.transaction(async (tx) => {
        const key = { keyId, at: ports.clock.now() };
        const done = await ports.teamKeys.remove(tx, actor.teamId, key);
        if (done === null) return err({ code: "not_found" });
        if (typeof done === "number") return err({ code: "under_way", count: done });
        const object = keyObject(keyId, done.label);
        await putOnRecord(ports, actor, {
          tx,
          action: "key_removed",
          object,
          before: factsOf(done),
        });
        return ok(null);
      }),
  });

/** Null when the team has this very secret already: then nothing has happened. */
async function unlessTaken<T>(
  { database }: KeyPorts,
  run: (tx: Transaction) => Promise<T>,
): Promise<T | null> {
  try {
    return await database.transaction(run);
  } catch (cause) {
    if (cause instanceof ConflictError) return null;
    throw cause;
  }
}

/** A key that is new in some way is looked at by the worker. */
async function lookAt(
  { clock, queue, teamKeys }: KeyPorts,
  { teamId }: Actor,
  { tx, keyId }: { tx: Transaction; keyId: string },
): Promise<void> {
  await teamKeys.askCheck(tx, teamId, { keyId, at: clock.now() });
  await queue.enqueue(tx, { name: "checkKey", id: keyId });
}

/** What waited for a key goes on. */
async function wakeAccounts(ports: KeyPorts): Promise<void> {
  const accounts = await ports.sending.listAccounts();
  await ports.database.transaction(async (tx) => {
    for (const id of accounts) await ports.queue.enqueue(tx, { name: "dispatch", id });
  });
}
