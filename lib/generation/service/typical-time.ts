import "server-only";

import type { TypicalTimeRequest } from "@/lib/generation/schema/timings";
import { learntTimes } from "@/lib/generation/service/create";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";

type TypicalTimePorts = Pick<Ports, "connections" | "generations">;

/** How long such a picture takes, ms: what a generation that is made now would say. Null without history. */
export async function typicalTime(
  ports: TypicalTimePorts,
  actor: Actor,
  { referenceCount, ...like }: TypicalTimeRequest,
): Promise<number | null> {
  const { key } = await ports.connections.current({ teamId: actor.teamId });
  const references = Array.from({ length: referenceCount }, () => ({ isEnabled: true }));
  const { typicalMs } = await learntTimes(ports, actor, {
    request: { ...like, references },
    gatewaySource: key.source,
  });
  return typicalMs;
}
