import type { Resolution } from "@/lib/generation/schema";

/** What makes variants take about the same time. */
export type Likeness = {
  /** A sandbox is as fast as it is told to be. */
  gatewaySource: "sandbox" | "environment";
  model: string;
  resolution: Resolution;
  /** How many references are sent, both ends included. Null: any number. */
  references: { min: number; max: number } | null;
};

/** From accepted to saved. */
export type Timings = { count: number; p50Ms: number; p90Ms: number; p95Ms: number };
