import { findViolations } from "@/crash/checker";
import type { Lab } from "@/crash/lab";
import { setScene } from "@/crash/scene";
import { BUDGET_SCOPES, type BudgetScope } from "@/lib/money/schema";
import { setBudget } from "@/lib/money/service/ledger";

/** So many presses fit; what is left besides is enough for none. */
const FITS = 13;
const PRICE_MICRO_USD = 60_000;
const PROCESSES = 2;
/** Of real time: a process that hangs. */
const RUSH_MS_MAX = 60 * 60_000;

/**
 * Processes of their own press and take back as fast as they can, in rounds that nobody keeps in step, against
 * one cap. Every committed moment is watched. Empty when no cap was crossed and no money is held in the end.
 */
export async function playRush(lab: Lab, scope: BudgetScope, rounds: number): Promise<string[]> {
  await lab.reset();
  while (lab.crew.count() > 0) await lab.crew.stop("SIGTERM");
  const scene = await setScene(lab);
  const [actor] = scene.people;
  const month = lab.ports.clock.now().toISOString().slice(0, 7);
  const scopeId = { team: scene.teamId, project: scene.projectId, person: actor.userId }[scope];
  const budget = { teamId: scene.teamId, scope, scopeId, month, isSandbox: true };
  const capMicroUsd = (FITS + 1) * PRICE_MICRO_USD - 1;
  await setBudget(lab.ports, budget, capMicroUsd);

  const rush = { name: "rush", actor, input: scene.press(), rounds } as const;
  const end = { signal: "SIGTERM", afterMs: RUSH_MS_MAX } as const;
  const visits = Array.from({ length: PROCESSES }, () => lab.crew.visit(rush, end));
  const diedCount = (await Promise.all(visits)).filter((isDead) => isDead).length;

  const pressCount = await lab.prisma.variant.count();
  const isFull = pressCount >= PROCESSES * rounds;
  const budgets = await lab.ports.ledger.listBudgets(scene.teamId, month);
  const held = budgets.filter(({ reservedMicroUsd }) => reservedMicroUsd !== 0);
  return [
    ...(await findViolations(lab)),
    ...held.map((row) => `I3: money is held for nothing: ${JSON.stringify(row)}`),
    ...(diedCount === 0 ? [] : [`I9: ${diedCount} processes died of themselves: ${lab.readLog()}`]),
    ...(isFull ? [] : [`Only ${pressCount} presses were taken: nobody raced`]),
  ];
}

/** All kinds of caps. */
export async function playRushes(lab: Lab, rounds: number): Promise<string[]> {
  const found: string[] = [];
  for (const scope of BUDGET_SCOPES) found.push(...(await playRush(lab, scope, rounds)));
  return found;
}
