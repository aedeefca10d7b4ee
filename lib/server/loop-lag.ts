import "server-only";

import { monitorEventLoopDelay } from "node:perf_hooks";

const WINDOW_MS = 30_000;
const LAG_MAX_MS = 5_000;
const RESOLUTION_MS = 20;

type Histogram = { percentile(percentile: number): number; reset(): void };

/**
 * Whether the event loop was late by more than 5 s (99th percentile) in the last whole window of 30 s: such a process
 * answers nobody in time and is better started again.
 */
export function watchLoop(delays: Histogram = startedHistogram()): () => boolean {
  let isLagging = false;
  const look = () => {
    isLagging = delays.percentile(99) / 1e6 > LAG_MAX_MS;
    delays.reset();
  };
  setInterval(look, WINDOW_MS).unref();
  return () => isLagging;
}

function startedHistogram(): Histogram {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return histogram;
}
