import { z } from "zod";

export const taskEventKindSchema = z.enum([
  "queued",
  "sent",
  "accepted",
  "rendering",
  "finished",
  "saved",
  "refused",
  "failed",
  "retrying",
  "unknown",
  "found",
  "cancelled",
  "stopped_waiting",
  "claimed",
  "claim_refused",
  "not_charged",
  "sent_again",
  "attention",
  "settled",
]);
export type TaskEventKind = z.infer<typeof taskEventKindSchema>;

export const taskLogSchema = z.object({
  /** The gateway's id of the task, null until it has accepted. */
  taskId: z.string().nullable(),
  events: z
    .array(
      z.object({
        id: z.ulid(),
        at: z.iso.datetime(),
        kind: taskEventKindSchema,
        /** A fact in the gateway's or our own words, such as `Studio key` or `5.1 MB`. */
        detail: z.string().nullable(),
      }),
    )
    .max(500),
});
export type TaskLog = z.infer<typeof taskLogSchema>;
