import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { WebhookRepository } from "@/lib/ports/webhook-repository";

export const createWebhookRepository = (prisma: PrismaClient): WebhookRepository => ({
  async findVariantId({ taskId, clientBusinessId }) {
    // Task ids are indexed per key.
    const [found] = await prisma.$queryRaw<{ variant_id: string }[]>`
      select variant_id from attempt where client_business_id = ${clientBusinessId}
      union all
      select variant_id from gateway_key as key
      join attempt on attempt.gateway_key_id = key.id and attempt.task_id = ${taskId}
      limit 1`;
    return found?.variant_id ?? null;
  },
  async remember(tx, { id, receivedAt, forgetBefore }) {
    const events = inside(tx).webhookEvent;
    await events.deleteMany({ where: { receivedAt: { lt: forgetBefore } } });
    const { count } = await events.createMany({
      data: [{ id, receivedAt }],
      skipDuplicates: true,
    });
    return count === 1;
  },
});
