import { z } from "zod";

export const circuitCodeSchema = z.enum(["bad_key", "no_balance", "unreachable", "unknowns"]);

/** Why a model is not to be had with a key. */
export const modelGapCodeSchema = z.enum(["not_allowed", "model_unavailable"]);
export type ModelGapCode = z.infer<typeof modelGapCodeSchema>;

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
  /** Models that the gateway refused to the key for new work; it is asked again, and by the next send too. */
  modelGaps: z.array(
    z.object({ model: z.string(), code: modelGapCodeSchema, since: z.iso.datetime() }),
  ),
});
export type SendingView = z.infer<typeof sendingViewSchema>;
