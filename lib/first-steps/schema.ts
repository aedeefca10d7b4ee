import { z } from "zod";
import { BACKUP_FAILURES } from "@/lib/first-steps/schema/facts";

/** What is still to do, what is being done, what is good, what works and could be better, and what is broken. */
export const stepStateSchema = z.enum(["open", "running", "done", "low", "failed"]);
export type StepState = z.infer<typeof stepStateSchema>;

const stateSchema = z.object({ state: stepStateSchema });

export const putAwaySchema = z.strictObject({ isPutAway: z.boolean() });

/** Of a team, for whoever looks after it. */
export const firstStepsViewSchema = z.object({
  isPutAway: z.boolean(),
  key: stateSchema.extend({
    /** What new work goes out with; null where nothing does. */
    kind: z.enum(["team", "settings", "sandbox"]).nullable(),
    label: z.string(),
    host: z.string(),
    /** Null for a key of the settings. */
    lastFour: z.string().nullable(),
    /** Credits of half a cent; null where nobody has read them. */
    credits: z.number().nullable(),
  }),
  picture: stateSchema.extend({
    /** Null before the first press. */
    made: z
      .object({
        code: z.string(),
        progressPercent: z.number().nullable(),
        image: z.object({ id: z.string(), width: z.int(), height: z.int() }).nullable(),
        prompt: z.string(),
        aspectRatio: z.string(),
        resolution: z.string(),
      })
      .nullable(),
  }),
  backup: stateSchema.extend({
    /** Of the last that was made, ISO 8601; null while there is none. */
    at: z.iso.datetime().nullable(),
    /** Of one that has come to nothing since. */
    failure: z.object({ code: z.enum(BACKUP_FAILURES), at: z.iso.datetime() }).nullable(),
  }),
  factor: stateSchema,
  team: stateSchema.extend({ memberCount: z.int(), invitationCount: z.int() }),
});
export type FirstStepsView = z.infer<typeof firstStepsViewSchema>;

/** What was tried just now. `tookMs` includes the way to it and back. */
export type MachineChecksView = {
  storage: { isGood: boolean; sizeBytes: number; tookMs: number };
  database: { isGood: boolean; version: string; migrationCount: number; tookMs: number };
};
