import { z } from "zod";

/** Of one event. The gateway's own have a few hundred bytes. */
export const WEBHOOK_BODY_BYTES_MAX = 64 * 1024;

const handleSchema = z.string().min(1).max(200);

const jsonSchema = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("not JSON");
    return z.NEVER;
  }
});

/**
 * What we believe of an event, from its text: whose task it is about. How the task ended is asked of the
 * gateway itself. Source: docs.toapis.com, "Task Webhooks", read 2026-11-24.
 */
export const webhookEventSchema = jsonSchema.pipe(
  z.object({
    data: z
      .object({ task_id: handleSchema, client_business_id: handleSchema.nullish() })
      .transform((data) => ({
        taskId: data.task_id,
        clientBusinessId: data.client_business_id ?? null,
      })),
  }),
);
