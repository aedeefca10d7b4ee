import { z } from "zod";
import { type Resolution, resolutionSchema } from "@/lib/generation/schema";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";

/** What makes variants take about the same time. */
export type Likeness = {
  /** A sandbox is as fast as it is told to be. */
  gatewaySource: "sandbox" | "environment" | "team";
  model: string;
  resolution: Resolution;
  /** How many references are sent, both ends included. Null: any number. */
  references: { min: number; max: number } | null;
};

/** From accepted to saved. */
export type Timings = { count: number; p50Ms: number; p90Ms: number; p95Ms: number };

/** How long a picture would take: the part of a request that decides it. */
export const typicalTimeRequestSchema = z.object({
  model: z.string().min(1).max(100),
  resolution: resolutionSchema,
  /** Those that are sent. */
  referenceCount: z.coerce.number().int().min(0).max(REFERENCE_IMAGE_COUNT_MAX),
});
export type TypicalTimeRequest = z.infer<typeof typicalTimeRequestSchema>;

export const typicalTimeSchema = z.object({
  /** Of like pictures; null without history. */
  typicalMs: z.int().nullable(),
});
export type TypicalTime = z.infer<typeof typicalTimeSchema>;
