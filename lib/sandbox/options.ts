import { z } from "zod";
import type { paint } from "@/lib/sandbox/painter/paint";

const perSecondSchema = z.number().positive();

/** Requests of the account (docs.toapis.com, rate limits, default group, read 2026-08-20). */
export const rateLimitsSchema = z.object({
  submitPerSecond: perSecondSchema.default(5),
  queryPerSecond: perSecondSchema.default(50),
});

export const sandboxOptionsSchema = z.object({
  /** 0: any free one. */
  port: z.int().min(0).max(65_535).default(0),
  host: z.string().default("127.0.0.1"),
  /** Divides every wait. */
  speed: z.number().positive().default(1),
  /** Of everything that is left to chance: durations, crops, colours. */
  seed: z.int().default(1),
  /** Of the account at the beginning; 200 credits are $1. */
  credits: z.int().min(0).default(10_000),
  /** A demo has nobody who pays in: whenever the credits are used up as many are added. */
  topsUp: z.boolean().default(false),
  /** Tasks and files outlive the process here. Null: a temporary folder that goes with it. */
  dataDir: z.string().nullable().default(null),
  /** Signs the events of tasks that were made with a `callback_url`. Null: the keys have no webhooks. */
  webhookSecret: z.string().min(16).nullable().default(null),
  limits: rateLimitsSchema.prefault({}),
  /** What goes wrong with every call that does not say otherwise: an id of the fault table. */
  fault: z.string().nullable().default(null),
  samplesDir: z.string().default("public/samples"),
});

export type SandboxOptions = z.input<typeof sandboxOptionsSchema> & {
  /** Milliseconds since 1970; for tests of what happens after a day. */
  now?: () => number;
  /** Whether a reference may be fetched from this IP address. As at the gateway, only public ones may. */
  isReachable?: (address: string) => boolean;
  /** Instead of the painter: for tests that need many pictures and look at none. */
  paint?: typeof paint;
};
