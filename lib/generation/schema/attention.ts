import { z } from "zod";
import { variantViewSchema } from "@/lib/generation/schema";

/** A task id that a person read in the gateway's own log. */
export const claimTaskSchema = z.strictObject({
  variantId: z.ulid(),
  taskId: z
    .string()
    .trim()
    .regex(/^[\w.:-]{4,200}$/),
});

/** Something that a person has to look at, with all that is needed to claim it from the gateway. */
export const attentionViewSchema = z.object({
  entries: z
    .array(
      z.object({
        variant: variantViewSchema,
        generationId: z.ulid(),
        generationCode: z.string(),
        authorName: z.string(),
        keyLabel: z.string(),
        clientBusinessId: z.string().nullable(),
        taskId: z.string().nullable(),
        taskIdHint: z.string().nullable(),
        sentAt: z.iso.datetime().nullable(),
        reservedMicroUsd: z.int(),
        /** Storage keys of what came and is no picture of the feed; the operator's tool fetches it. */
        kept: z.array(z.string()),
      }),
    )
    .max(200),
});
export type AttentionView = z.infer<typeof attentionViewSchema>;
