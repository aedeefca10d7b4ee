import "server-only";

import { ACTIVE_LIST_LENGTH_MAX } from "@/lib/generation/schema/active";
import { listClosedKeys } from "@/lib/ports/gateway-key-repository";
import type { Cursor, GenerationRecord, VariantRecord } from "@/lib/ports/generation-repository";
import type { Ports } from "@/lib/ports/ports";
import { chooseTurns } from "@/lib/sending/policy";
import type { Actor } from "@/lib/shared/actor";

type ReadPorts = Pick<Ports, "generations">;

/** Newest first; one more than `limit` is read to know whether there is another page. */
export async function listGenerations(
  ports: ReadPorts,
  actor: Actor,
  { projectId, cursor, limit }: { projectId: string; cursor: Cursor | null; limit: number },
): Promise<{ generations: GenerationRecord[]; next: Cursor | null }> {
  const rows = await ports.generations.listInProject(actor, projectId, {
    cursor,
    limit: limit + 1,
  });
  const generations = rows.slice(0, limit);
  const last = rows.length > limit ? generations.at(-1) : undefined;
  return { generations, next: last ? { createdAt: last.createdAt, id: last.id } : null };
}

/** Null when the actor sees none in their team, whether or not it exists. */
export const findGeneration = (ports: ReadPorts, actor: Actor, id: string) =>
  ports.generations.findInTeam(actor, id);

/** The same, by one of its variants. */
export const findGenerationOfVariant = (ports: ReadPorts, actor: Actor, variantId: string) =>
  ports.generations.findByVariantInTeam(actor, variantId);

/** What the actor's team has under way. */
export const listActive = (ports: ReadPorts, actor: Actor): Promise<GenerationRecord[]> =>
  ports.generations.listActive(actor, ACTIVE_LIST_LENGTH_MAX);

type StatusPorts = Pick<
  Ports,
  "circuits" | "clock" | "connections" | "database" | "generations" | "sending"
>;

/** Variants of those generations that are the team's; the others are left out. */
export async function readStatus(
  ports: StatusPorts,
  actor: Actor,
  generationIds: readonly string[],
) {
  const [variants, active] = await Promise.all([
    ports.generations.listVariants(actor, generationIds),
    ports.generations.countActive(actor, actor.userId),
  ]);
  return { variants, active, aheadCounts: await countAhead(ports, variants) };
}

/** Most reads are of pictures that have their turn: they ask nothing more. */
async function countAhead(ports: StatusPorts, variants: readonly VariantRecord[]) {
  const waiting = variants.filter(({ status, turnAt }) => status === "queued" && turnAt === null);
  if (waiting.length === 0 || (await ports.sending.findPause())) return {};
  const accounts = [...new Set(waiting.map(({ account }) => account))];
  const queues = await Promise.all(accounts.map((account) => queueOf(ports, account)));
  const isAsked = new Set(waiting.map(({ id }) => id));
  const places = queues.flatMap((ids) => ids.map((id, aheadCount) => [id, aheadCount] as const));
  return Object.fromEntries(places.filter(([id]) => isAsked.has(id)));
}

/** Further back in the queue a number says nothing, and costs a walk through all of it. */
const PLACES_MAX = 200;

/** Everybody's variants in the order in which the engine would give them their turns now, the first of them. */
async function queueOf(ports: StatusPorts, account: string): Promise<string[]> {
  const closed = await listClosedKeys(ports, account);
  return ports.database.transaction(async (tx) => {
    const page = { now: ports.clock.now(), perPerson: PLACES_MAX };
    const due = await ports.sending.listWaiting(tx, account, page);
    const { byPerson } = await ports.sending.countInFlight(tx, account);
    const waiting = due.filter(({ gatewayKeyId }) => !closed.has(gatewayKeyId));
    const everySlot = Number.POSITIVE_INFINITY;
    return chooseTurns({ waiting, inFlight: byPerson, slots: everySlot }, PLACES_MAX);
  });
}

/** Null when the variant is not the team's. */
export const readTaskLog = (ports: ReadPorts, actor: Actor, variantId: string) =>
  ports.generations.taskLog(actor, variantId);
