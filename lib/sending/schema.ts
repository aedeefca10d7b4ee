import { z } from "zod";

export const circuitCodeSchema = z.enum(["bad_key", "no_balance", "unreachable", "unknowns"]);

/** Characters. */
export const PAUSE_REASON_LENGTH_MAX = 200;
export const pauseSendingSchema = z.strictObject({
  reason: z.string().trim().max(PAUSE_REASON_LENGTH_MAX),
});
export const resumeSendingSchema = z.strictObject({});

/** Whether new work is sent at all, for the banner. Times are ISO 8601 in UTC. */
export const sendingViewSchema = z.object({
  pause: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
  /** Keys that are not used for now; the engine looks again by itself. */
  obstacles: z
    .array(
      z.object({
        code: circuitCodeSchema,
        keyLabel: z.string(),
        nextProbeAt: z.iso.datetime(),
      }),
    )
    .max(20),
});
export type SendingView = z.infer<typeof sendingViewSchema>;
