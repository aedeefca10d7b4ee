import "server-only";

import { CONNECTION_LIFETIME_MS } from "@/lib/account/policy/sign-in-service";
import type { AddProof } from "@/lib/account/schema/passkey";
import type { ConnectService, ServiceId } from "@/lib/account/schema/sign-in-service";
import type { Claims } from "@/lib/account/service/enter-by-service";
import { type AddRefusal, type ProofPorts, proveToAdd } from "@/lib/account/service/prove";
import { byActor } from "@/lib/audit/policy";
import { ConflictError } from "@/lib/ports/database";
import type { OwnIdentity } from "@/lib/ports/identity-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type ConnectPorts = ProofPorts & Pick<Ports, "audit" | "database" | "identities">;

/** The services that the person has connected. */
export const listIdentities = (
  { identities }: Pick<Ports, "identities">,
  { userId }: Actor,
): Promise<OwnIdentity[]> => identities.list(userId);

/** Only in this session, and only for a few minutes, what the service says next is taken for the person's own. */
export async function beginConnection(
  ports: ConnectPorts,
  actor: Actor,
  { service, proof }: ConnectService,
): Promise<Result<null, AddRefusal>> {
  const proven = await proveToAdd(ports, actor, proof);
  if (!proven.ok) return proven;
  const now = ports.clock.now();
  const expiresAt = new Date(now.getTime() + CONNECTION_LIFETIME_MS);
  await ports.identities.beginConnection({ sessionId: actor.sessionId, service, expiresAt }, now);
  return ok(null);
}

/** Null: nothing was begun in this session, so that this is a sign-in like any other. */
export async function finishConnection(
  ports: Pick<ConnectPorts, "access" | "audit" | "clock" | "database" | "identities">,
  actor: Actor,
  { claims, name }: { claims: Claims; name: string },
): Promise<Result<null, { code: "already_connected" }> | null> {
  const { access, audit, clock, database, identities } = ports;
  const { userId, teamId, sessionId } = actor;
  const { service, issuer, subject, verifiedEmail } = claims;
  if (!(await identities.takeConnection({ sessionId, service }, clock.now()))) return null;
  try {
    await database.transaction(async (tx) => {
      const at = clock.now();
      const identity = { issuer, subject, service, userId, email: verifiedEmail ?? "" };
      await identities.add(tx, identity, at);
      await audit.record(tx, {
        ...{ ...byActor(actor), action: "service_connected", at },
        object: { kind: "service", id: service, label: name },
      });
    });
  } catch (cause) {
    if (cause instanceof ConflictError) return err({ code: "already_connected" });
    throw cause;
  }
  access.note({ action: "service.connected", actorId: userId, teamId, objectId: service });
  return ok(null);
}

type NotDisconnected = AddRefusal | { code: "not_found" | "last_way_in" };

/** Every other session of the person ends. What they come in with last stays. */
export async function disconnect(
  ports: ConnectPorts & Pick<Ports, "accounts">,
  actor: Actor,
  { service, name, proof }: { service: ServiceId; name: string; proof: AddProof },
): Promise<Result<null, NotDisconnected>> {
  const { access, accounts, audit, clock, database, identities } = ports;
  const { userId, teamId, sessionId } = actor;
  const proven = await proveToAdd(ports, actor, proof);
  if (!proven.ok) return proven;
  const removed = await database.transaction(async (tx) => {
    const { hasPassword, passkeyCount, identityCount } = await identities.lockWaysIn(tx, userId);
    if (!hasPassword && passkeyCount === 0 && identityCount <= 1)
      return err({ code: "last_way_in" });
    if (!(await identities.remove(tx, { userId, service }))) return err({ code: "not_found" });
    const at = clock.now();
    await accounts.revokeOtherSessions(tx, { id: sessionId, userId }, at);
    await audit.record(tx, {
      ...{ ...byActor(actor), action: "service_disconnected", at },
      object: { kind: "service", id: service, label: name },
    });
    return ok(null);
  });
  if (removed.ok)
    access.note({ action: "service.disconnected", actorId: userId, teamId, objectId: service });
  return removed;
}
