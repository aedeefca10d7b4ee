import { findViolations } from "@/crash/checker";
import { createDice } from "@/crash/dice";
import { playHistory } from "@/crash/history";
import { type Lab, openLab } from "@/crash/lab";

export type RunReport = {
  /** Plays the same steps again; what processes do in between is not in its hands. */
  seed: number;
  history: string[];
  violations: string[];
  /** What the workers said. */
  log: string;
};

type Runs = {
  seed: number;
  count: number;
  /** Side by side, each with a database, a sandbox and workers of its own. */
  lanes: number;
  /** Asked before each. */
  mayGoOn: () => boolean;
};

/** Plays histories of the seeds `seed`, `seed + 1`, … and checks every promise after each. */
export async function playRuns(
  { seed, count, lanes, mayGoOn }: Runs,
  onRun: (report: RunReport) => void,
): Promise<void> {
  let next = 0;
  const playLane = async () => {
    const lab = await openLab();
    try {
      while (next < count && mayGoOn()) {
        const own = seed + next;
        next += 1;
        onRun(await playRun(lab, own));
      }
    } finally {
      await lab.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, playLane));
}

async function playRun(lab: Lab, seed: number): Promise<RunReport> {
  const history: string[] = [];
  const startedAt = performance.now();
  const tell = (line: string) =>
    history.push(`${Math.round(performance.now() - startedAt)} ms: ${line}`);
  try {
    await playHistory(lab, createDice(seed), tell);
    tell("all is quiet");
    return { seed, history, violations: await findViolations(lab), log: lab.readLog() };
  } catch (cause) {
    const problem = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    return { seed, history, violations: [`I9: ${problem}`], log: lab.readLog() };
  }
}
