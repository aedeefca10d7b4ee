import "server-only";

import type { Ports } from "@/lib/ports/ports";
import { webhookEventSchema } from "@/lib/webhook/schema";

/** The gateway repeats an event for at most 32 hours. */
const EVENTS_KEPT_MS = 8 * 24 * 3_600_000;

type WebhookPorts = Pick<Ports, "clock" | "database" | "queue" | "webhooks">;

/**
 * Lets the engine look at the event's task now, once for each event, instead of when it had planned to.
 * Nothing else of the event is used. Tests of the endpoint and tasks that are not ours change nothing.
 *
 * @param event of proven origin; `body` is its JSON text
 */
export async function wakeByWebhook(
  ports: WebhookPorts,
  event: { id: string; body: string },
): Promise<void> {
  const parsed = webhookEventSchema.safeParse(event.body);
  if (!parsed.success) return;
  const variantId = await ports.webhooks.findVariantId(parsed.data.data);
  if (!variantId) return;
  const receivedAt = ports.clock.now();
  const forgetBefore = new Date(receivedAt.getTime() - EVENTS_KEPT_MS);
  await ports.database.transaction(async (tx) => {
    const isNew = await ports.webhooks.remember(tx, { id: event.id, receivedAt, forgetBefore });
    if (isNew) await ports.queue.enqueue(tx, { name: "follow", id: variantId });
  });
}
