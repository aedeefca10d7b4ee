import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { openLab } from "@/crash/lab";
import { playRuns, type RunReport } from "@/crash/runs";
import { playRushes } from "@/crash/rush";

const LINE_EVERY = 50;

/** Answers with the exit code: 1 when a promise was broken. */
export async function runCrashes(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: "string", default: "100" },
      seed: { type: "string" },
      rush: { type: "string" },
    },
  });
  if (values.rush) return runRushes(Number(values.rush));
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const count = Number(values.runs);
  const write = (text: string) => process.stdout.write(`${text}\n`);
  write(`${count} histories from seed ${seed}`);
  const startedAt = performance.now();
  const broken: RunReport[] = [];
  let done = 0;
  let isStopped = false;
  // The histories that are being played come to their end; a second signal ends all at once.
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => {
      isStopped = true;
    });
  const runs = { seed, count, lanes: availableParallelism(), mayGoOn: () => !isStopped };
  await playRuns(runs, (report) => {
    done += 1;
    if (report.violations.length > 0) {
      broken.push(report);
      write(describe(report));
    }
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    if (done % LINE_EVERY === 0) write(`${done} histories, ${broken.length} broken, ${seconds} s`);
  });
  write(`${done} histories from seed ${seed}: ${broken.length} broken`);
  return broken.length === 0 ? 0 : 1;
}

/** Rounds of two processes against each cap instead of histories. */
async function runRushes(rounds: number): Promise<number> {
  const lab = await openLab();
  const violations = await playRushes(lab, rounds).finally(() => lab.close());
  process.stdout.write(`${rounds} rounds against each cap\n${violations.join("\n")}\n`);
  return violations.length === 0 ? 0 : 1;
}

const describe = ({ seed, history, violations, log }: RunReport) =>
  [`Broken: --runs 1 --seed ${seed}`, ...history, ...violations, log].join("\n  ");
