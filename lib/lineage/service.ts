import "server-only";

import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

/** Null when the picture is not the team's, whether or not it exists elsewhere. */
export const findLineage = (ports: Pick<Ports, "lineages">, actor: Actor, imageId: string) =>
  ports.lineages.find(actor.teamId, imageId);
