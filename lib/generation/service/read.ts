import "server-only";

import type { Cursor, GenerationRecord } from "@/lib/ports/generation-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

type ReadPorts = Pick<Ports, "generations">;

/** Newest first; one more than `limit` is read to know whether there is another page. */
export async function listGenerations(
  ports: ReadPorts,
  actor: Actor,
  { projectId, cursor, limit }: { projectId: string; cursor: Cursor | null; limit: number },
): Promise<{ generations: GenerationRecord[]; next: Cursor | null }> {
  const rows = await ports.generations.listInProject(actor.teamId, projectId, {
    cursor,
    limit: limit + 1,
  });
  const generations = rows.slice(0, limit);
  const last = rows.length > limit ? generations.at(-1) : undefined;
  return { generations, next: last ? { createdAt: last.createdAt, id: last.id } : null };
}

/** Null when there is none in the actor's team, whether or not it exists elsewhere. */
export const findGeneration = (ports: ReadPorts, actor: Actor, id: string) =>
  ports.generations.findInTeam(actor.teamId, id);

/** The same, by one of its variants. */
export const findGenerationOfVariant = (ports: ReadPorts, actor: Actor, variantId: string) =>
  ports.generations.findByVariantInTeam(actor.teamId, variantId);

/** Variants of those generations that are the team's; the others are left out. */
export async function readStatus(ports: ReadPorts, actor: Actor, generationIds: readonly string[]) {
  const [variants, active] = await Promise.all([
    ports.generations.listVariants(actor.teamId, generationIds),
    ports.generations.countActive(actor.teamId, actor.userId),
  ]);
  return { variants, active };
}

/** Null when the variant is not the team's. */
export const readTaskLog = (ports: ReadPorts, actor: Actor, variantId: string) =>
  ports.generations.taskLog(actor.teamId, variantId);
