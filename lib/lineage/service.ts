import "server-only";

import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

/** Null when the actor sees no such picture in their team, whether or not it exists. */
export const findLineage = (ports: Pick<Ports, "lineages">, actor: Actor, imageId: string) =>
  ports.lineages.find(actor, imageId);
