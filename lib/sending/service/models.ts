import "server-only";

import { GatewayError } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { ModelGap } from "@/lib/ports/model-gaps";
import type { Ports } from "@/lib/ports/ports";
import { MODELS_INTERVAL_MS } from "@/lib/sending/policy";
import type { Actor } from "@/lib/shared/actor";

/** Models that the key for new work was refused. They are shown as such and can be sent all the same. */
export async function listModelGaps(
  ports: Pick<Ports, "connections" | "modelGaps">,
  { teamId }: Actor,
): Promise<ModelGap[]> {
  const { key } = await ports.connections.current({ teamId });
  return ports.modelGaps.list(key.id);
}

/** Reads which models the gateway lists for a key: one that was refused comes back by itself. */
export async function refreshModels(
  ports: Pick<Ports, "clock" | "connections" | "database" | "gateways" | "modelGaps" | "queue">,
  gatewayKeyId: string,
): Promise<void> {
  const missing = (await ports.modelGaps.list(gatewayKeyId)).map(({ model }) => model);
  const usable = await ports.connections.find(gatewayKeyId);
  if (missing.length === 0 || !usable) return;
  const listed = await listModels(ports, usable);
  const back = missing.filter((model) => listed.includes(model));
  await ports.modelGaps.forget(gatewayKeyId, back);
  if (back.length === missing.length) return;
  const runAt = new Date(ports.clock.now().getTime() + MODELS_INTERVAL_MS / usable.speed);
  await ports.database.transaction((tx) =>
    ports.queue.enqueue(tx, { name: "models", id: gatewayKeyId, runAt }),
  );
}

/** None when the gateway could not be asked. */
async function listModels(
  ports: Pick<Ports, "gateways">,
  { connection }: UsableKey,
): Promise<string[]> {
  try {
    return await ports.gateways.open(connection).listImageModels();
  } catch (cause) {
    if (cause instanceof GatewayError) return [];
    throw cause;
  }
}
