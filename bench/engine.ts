import { setTimeout as sleep } from "node:timers/promises";
import { memoryBytes } from "@/bench/process-usage";
import { report, round } from "@/bench/report";
import { type BenchStudio, pressOf, startStudio } from "@/bench/studio";
import { settingsFor, startWatchedGateway, type WatchedGateway } from "@/bench/watched-gateway";
import { createGenerations } from "@/lib/generation/service/create";
import type { Database } from "@/lib/ports/database";

/** A task that stays in progress for hours. */
const STUCK = "P16";

const SAMPLES = 40;
const PAUSE_MS = 500;
const ENQUEUE_MS_MAX = 100;

/** From the commit of one press in an idle studio to the arrival of its create call; no references. */
export async function enqueueToPost() {
  const delays = await withStudio(STUCK, async (studio, gateway) => {
    const delaysMs: number[] = [];
    for (let index = -1; index < SAMPLES; index += 1) {
      const prompt = `Sample ${index}`;
      const committedAt = await press(studio, { count: 1, prompt });
      await until(() => gateway.createdAt.has(prompt), 60_000);
      const delayMs = (gateway.createdAt.get(prompt) ?? 0) - committedAt;
      // The first one opens connections and makes the gateway key's row.
      if (index >= 0) delaysMs.push(delayMs);
      await sleep(PAUSE_MS);
    }
    return delaysMs;
  });
  return report({
    name: "enqueue-to-post",
    unit: "ms p50",
    figures: delays,
    againsts: [ENQUEUE_MS_MAX],
    goal: "<=1",
    extra: { p95: round(delays.toSorted((a, b) => a - b)[Math.floor(SAMPLES * 0.95)] ?? 0) },
  });
}

const IN_FLIGHT = 500;
const PRESS_VARIANTS = 5;
const SUBMIT_MS_MAX = 10 * 60_000;
const WATCH_MS = 120_000;
/** Young tasks are asked for every 5 to 10 s. */
const POLL_INTERVAL_S_MAX = 10;
const GROWTH_PERCENT_MAX = 20;

/** 500 tasks at the gateway for two minutes: the oldest status of any, and the worker's memory. */
export async function inflight500() {
  const measured = await withStudio(STUCK, async (studio, gateway) => {
    const startedAt = Date.now();
    for (let index = 0; index < IN_FLIGHT / PRESS_VARIANTS; index += 1) {
      await press(studio, { count: PRESS_VARIANTS, prompt: `Press ${index}` });
    }
    await until(() => gateway.askedAt.size === IN_FLIGHT, SUBMIT_MS_MAX);
    const [submitS, from] = [(Date.now() - startedAt) / 1_000, Date.now()];
    const atFirst = memoryBytes(studio.workerPid).now;
    await sleep(WATCH_MS);
    const growth = memoryBytes(studio.workerPid).now / atFirst - 1;
    return { submitS, growthPercent: growth * 100, oldestS: oldestStatusS(gateway, from) };
  });
  return report({
    name: "inflight-500",
    unit: "s oldest status",
    figures: [measured.oldestS],
    againsts: [2 * POLL_INTERVAL_S_MAX],
    goal: "<=1",
    extra: {
      submitS: round(measured.submitS),
      workerGrowthPercent: round(measured.growthPercent),
      workerGrowthPercentMax: GROWTH_PERCENT_MAX,
    },
    also: measured.growthPercent <= GROWTH_PERCENT_MAX,
  });
}

/** The longest time between two looks at one task, or since the last one. */
function oldestStatusS({ askedAt }: WatchedGateway, from: number): number {
  const gaps = [...askedAt.values()].flatMap((times) => {
    const marks = [from, ...times.filter((at) => at > from), from + WATCH_MS];
    return marks.slice(1).map((at, index) => at - (marks[index] ?? at));
  });
  return Math.max(...gaps) / 1_000;
}

async function withStudio<T>(
  fault: string,
  run: (studio: BenchStudio, gateway: WatchedGateway) => Promise<T>,
): Promise<T> {
  const gateway = await startWatchedGateway(fault);
  const studio = await startStudio(settingsFor(gateway));
  try {
    return await run(studio, gateway);
  } finally {
    await studio.stop();
    await gateway.stop();
  }
}

/** Answers with the time of the commit, ms since 1970: what the press reads afterwards is not the queue's. */
async function press(
  studio: BenchStudio,
  { count, prompt }: { count: number; prompt: string },
): Promise<number> {
  let committedAt = 0;
  const database: Database = {
    ...studio.ports.database,
    async transaction(run) {
      const result = await studio.ports.database.transaction(run);
      committedAt = Date.now();
      return result;
    },
  };
  const input = { ...pressOf(studio, count), prompt };
  const created = await createGenerations({ ...studio.ports, database }, studio.actor, input);
  if (!created.ok) throw new Error(`Not taken: ${created.error.code}`);
  return committedAt;
}

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  const endsAt = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > endsAt) throw new Error(`Not within ${withinMs / 1_000} s`);
    await sleep(20);
  }
}
