import "server-only";

import { createHash } from "node:crypto";
import { goesToSameGateway } from "@/lib/gateway-key/policy";
import type { AddKey, ChangeKey, ReplaceSecret, SwitchKey } from "@/lib/gateway-key/schema";
import { KEYS_PER_TEAM_MAX } from "@/lib/gateway-key/schema/facts";
import { type ManageRefusal, manage } from "@/lib/gateway-key/service/manage";
import type { AddressRefusal } from "@/lib/ports/gateway-addresses";
import { secretPlace } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type KeyPorts = Pick<
  Ports,
  | "access"
  | "clock"
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
    async run() {
      const address = await ports.gatewayAddresses.check(typed);
      if (!address.ok) return err({ code: address.code });
      if ((await ports.teamKeys.list(actor.teamId)).length >= KEYS_PER_TEAM_MAX)
        return err({ code: "too_many_keys" });
      const key = keep(ports, actor, secret);
      const { baseUrl } = address;
      const facts = { label, baseUrl, accountGroup: group };
      if (!(await ports.teamKeys.add(actor.teamId, { ...key, ...facts })))
        return err({ code: "key_taken" });
      await afterChange(ports, actor, key.id);
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
      if (!(await ports.teamKeys.change(actor.teamId, keyId, facts)))
        return err({ code: "not_found" });
      await afterChange(ports, actor, keyId);
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
    async run() {
      const next = keep(ports, actor, secret);
      const at = ports.clock.now();
      const done = await ports.teamKeys.replace(actor.teamId, keyId, { ...next, at });
      if (done === "not_found") return err({ code: "not_found" });
      if (done === "taken") return err({ code: "key_taken" });
      await afterChange(ports, actor, next.id);
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
      if (!(await ports.teamKeys.switchTo(actor.teamId, keyId, isEnabled)))
        return err({ code: "not_found" });
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
    async run() {
      const done = await ports.teamKeys.remove(actor.teamId, keyId, ports.clock.now());
      if (done === "removed") return ok(null);
      return done === "not_found"
        ? err({ code: "not_found" })
        : err({ code: "under_way", count: done });
    },
  });

/** A key that is new in some way is looked at by the worker, and what waited for one goes on. */
async function afterChange(ports: KeyPorts, { teamId }: Actor, keyId: string): Promise<void> {
  await ports.database.transaction(async (tx) => {
    await ports.teamKeys.askCheck(tx, teamId, { keyId, at: ports.clock.now() });
    await ports.queue.enqueue(tx, { name: "checkKey", id: keyId });
  });
  await wakeAccounts(ports);
}

async function wakeAccounts(ports: KeyPorts): Promise<void> {
  const accounts = await ports.sending.listAccounts();
  await ports.database.transaction(async (tx) => {
    for (const id of accounts) await ports.queue.enqueue(tx, { name: "dispatch", id });
  });
}
