import { setTimeout as sleep } from "node:timers/promises";
import type { Signal } from "@/crash/crew";
import type { Deed } from "@/crash/deeds";
import type { Dice } from "@/crash/dice";
import { FAILPOINTS } from "@/crash/failpoints";
import { type Lab, settle, tick, travel } from "@/crash/lab";
import { type Scene, setScene } from "@/crash/scene";
import { cancelVariant, retryVariant } from "@/lib/generation/service/change";
import { createGenerations } from "@/lib/generation/service/create";
import { BUDGET_SCOPES } from "@/lib/money/schema";
import { setBudget } from "@/lib/money/service/ledger";
import { pauseSending, resumeSending } from "@/lib/sending/service/pause";

/** Ids of the sandbox's fault table, without those that hang for a minute and R30, whose addresses die too fast here. */
const FAULTS = [
  ...["F01", "F03", "F05", "F09", "F10", "F11", "F12", "F13", "F15", "F16", "F17", "F18", "F19"],
  ...["F20", "F21", "F25", "F27", "F46", "F47", "F48b", "F48d", "F48e"],
  ...["P00", "P02", "P03", "P04", "P05", "P06", "P07", "P12", "P13", "P15", "P17", "P18", "P20"],
  ...["R02", "R18", "R21", "R22", "R23", "R24", "M12", "M13"],
] as const;
/** Of the model that everybody uses here. */
const PRICE_MICRO_USD = 60_000;
const PRICES_IN_CAP = { min: 2, max: 7 };
const TIME_JUMP_MS_MAX = 20 * 60_000;

/** Longer than a press takes. */
const WEB_MS_MAX = 60;

type Stage = { lab: Lab; scene: Scene; dice: Dice };
type Step = (stage: Stage) => Promise<string>;

const pickSignal = (dice: Dice): Signal => (dice.isBelow(0.8) ? "SIGKILL" : "SIGTERM");

const steps: Record<string, Step> = {
  press: async ({ lab, scene, dice }) => {
    const actor = dice.pick(scene.people);
    const references = dice.isBelow(0.3) ? scene.references : [];
    const input = scene.press({ variantCount: dice.between(1, 4), references });
    const presses = Array.from({ length: dice.isBelow(0.25) ? 2 : 1 }, () =>
      createGenerations(lab.ports, actor, input),
    );
    const results = await Promise.all(presses);
    const words = results.map((result) => (result.ok ? "taken" : result.error.code));
    return `${input.variantCount} variants: ${words.join(", ")}`;
  },
  cancel: async ({ lab, scene, dice }) => {
    const id = await pickVariant(lab, dice, "status not in ('succeeded', 'failed', 'cancelled')");
    if (!id) return "nothing to cancel";
    const result = await cancelVariant(lab.ports, dice.pick(scene.people), id);
    return result.ok ? `${id}, back: ${result.value.isTakenBack}` : `${id}: ${result.error.code}`;
  },
  retry: async ({ lab, scene, dice }) => {
    const id = await pickVariant(lab, dice, "status = 'failed'");
    if (!id) return "nothing to retry";
    const result = await retryVariant(lab.ports, dice.pick(scene.people), id);
    return result.ok ? id : `${id}: ${result.error.code}`;
  },
  web: async ({ lab, scene, dice }) => {
    const deed = await pickDeed({ lab, scene, dice });
    const end = { signal: pickSignal(dice), afterMs: dice.between(0, WEB_MS_MAX) };
    await lab.crew.visit(deed, end);
    return `process ended in “${deed.name}”: ${end.signal} after ${end.afterMs} ms`;
  },
  kill: async ({ lab, dice }) => {
    const signal = pickSignal(dice);
    await sleep(dice.between(0, 40));
    await lab.crew.stop(signal);
    return signal;
  },
  arm: async ({ lab, dice }) => {
    const failpoint = dice.pick(FAILPOINTS);
    await lab.crew.arm(failpoint);
    return failpoint;
  },
  faults: async ({ lab, dice }) => {
    const faults = Array.from({ length: dice.between(1, 4) }, () => dice.pick(FAULTS));
    await lab.gateway.script(faults);
    return faults.join(" ");
  },
  pause: async ({ lab }) => {
    await pauseSending(lab.ports, { by: "Owner", reason: "to see" });
    return "";
  },
  resume: async ({ lab }) => {
    await resumeSending(lab.ports);
    return "";
  },
  jump: async ({ lab, dice }) => {
    const ms = dice.between(1, TIME_JUMP_MS_MAX);
    await travel(lab, ms);
    return `${ms} ms`;
  },
  wake: async ({ lab, dice }) => {
    const id = await pickVariant(lab, dice, "status not in ('queued', 'submitting')");
    if (!id) return "nobody to wake";
    const name = dice.pick(["follow", "save", "submit"] as const);
    for (let time = 0; time < 2; time += 1)
      await lab.ports.database.transaction((tx) => lab.ports.queue.enqueue(tx, { name, id }));
    return `${name} ${id}, twice`;
  },
};

/** How often each comes, in a bag to draw from. */
const BAG = [
  ...["press", "press", "press", "press", "press", "faults", "faults", "faults", "kill", "arm"],
  "web",
  ...["cancel", "cancel", "retry", "pause", "resume", "resume", "jump", "wake"],
] as const;

/** One random life of a studio, then a gateway that is good again. Each step is told in a line. */
export async function playHistory(
  lab: Lab,
  dice: Dice,
  tell: (line: string) => void,
): Promise<void> {
  await lab.reset();
  const scene = await setScene(lab);
  if (dice.isBelow(0.4)) tell(await setCap(lab, scene, dice));
  const workerCount = dice.isBelow(0.3) ? 2 : 1;
  while (lab.crew.count() < workerCount) await lab.crew.start();
  const stage = { lab, scene, dice };
  const opening = ["faults", "press"];
  for (let left = dice.between(6, 12); left > 0; left -= 1) {
    const name = opening.shift() ?? dice.pick(BAG);
    tell(`${name} ${await steps[name]?.(stage)}`);
    for (let ticks = dice.between(0, 10); ticks > 0; ticks -= 1) await tick(lab);
    await lab.crew.buryDead();
    while (lab.crew.count() < workerCount) await lab.crew.start();
  }
  tell("all is well again");
  await lab.gateway.script([]);
  await resumeSending(lab.ports);
  const sweeps = await settle(lab);
  if (sweeps > 0) tell(`${sweeps} sweeps were needed`);
}

/** What a person may just be doing as a web process ends. */
async function pickDeed({ lab, scene, dice }: Stage): Promise<Deed> {
  const actor = dice.pick(scene.people);
  const find = (condition: string) => pickVariant(lab, dice, condition);
  const name = dice.pick(["press", "press", "cancel", "retry", "send again", "resume"] as const);
  const press: Deed = {
    ...{ name: "press", actor },
    input: scene.press({ variantCount: dice.between(1, 4) }),
  };
  switch (name) {
    case "cancel": {
      const variantId = await find("status not in ('succeeded', 'failed', 'cancelled')");
      return variantId ? { name, actor, variantId } : press;
    }
    case "retry":
    case "send again": {
      const variantId = await find(`status = '${name === "retry" ? "failed" : "unknown"}'`);
      return variantId ? { name, actor, variantId } : press;
    }
    case "resume":
      return { name };
    default:
      return press;
  }
}

async function setCap({ ports }: Lab, scene: Scene, dice: Dice): Promise<string> {
  const scope = dice.pick(BUDGET_SCOPES);
  const scopeId = { team: scene.teamId, project: scene.projectId, person: scene.people[0].userId };
  const capMicroUsd = PRICE_MICRO_USD * dice.between(PRICES_IN_CAP.min, PRICES_IN_CAP.max);
  const month = ports.clock.now().toISOString().slice(0, 7);
  await setBudget(
    ports,
    { teamId: scene.teamId, scope, scopeId: scopeId[scope], month, isSandbox: true },
    capMicroUsd,
  );
  return `cap of the ${scope}: ${capMicroUsd}`;
}

async function pickVariant({ store }: Lab, dice: Dice, condition: string): Promise<string | null> {
  const rows = await store.rows<{ id: string }>(
    `select id from variant where ${condition} order by id`,
  );
  return rows[dice.between(0, Math.max(0, rows.length - 1))]?.id ?? null;
}
