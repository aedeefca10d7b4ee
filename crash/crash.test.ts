import { afterAll, beforeAll, expect, test } from "vitest";
import { findViolations } from "@/crash/checker";
import { doDeed } from "@/crash/deeds";
import { FAILPOINTS } from "@/crash/failpoints";
import { type Lab, openLab, settle, tick } from "@/crash/lab";
import { playOf, press } from "@/crash/plays";
import { playRuns, type RunReport } from "@/crash/runs";
import { playRush } from "@/crash/rush";
import { setScene } from "@/crash/scene";
import { createGenerations } from "@/lib/generation/service/create";
import { BUDGET_SCOPES } from "@/lib/money/schema";
import { resumeSending } from "@/lib/sending/service/pause";
import { bundle } from "@/scripts/bundles.mjs";

const RUNS_MAX = 200;
/** So many are played however long they take. */
const RUNS_MIN = 40;
/** `npm run crash -- --rush 1000` plays more. */
const RUSH_ROUNDS = 10;
/** Of real time, for everything in this file. */
const BUDGET_MS = 180_000;
/** Of one that hangs; all others take seconds. */
const TEST_MS_MAX = 300_000;
const startedAt = performance.now();

let lab: Lab;
beforeAll(async () => {
  await bundle(["crash/worker-process"]);
  lab = await openLab();
});
afterAll(() => lab.close());

test.each(FAILPOINTS)(
  "nothing is lost, paid twice or left behind by a kill at “%s”",
  async (failpoint) => {
    await lab.reset();
    const scene = await setScene(lab);
    const stage = { lab, scene, input: scene.press({ references: scene.references }) };
    const { fault, lead, deed: prepare, variantCount } = playOf(failpoint);
    if (lab.crew.count() === 0) await lab.crew.start();
    await lab.gateway.script([fault]);
    if (prepare) {
      const deed = await prepare(stage);
      expect(await lab.crew.visit(deed, { failpoint })).toBe(true);
      // Whoever had no answer repeats it.
      await doDeed(lab.ports, deed);
    } else {
      await lab.crew.arm(failpoint);
      await lead(stage);
      await untilKilled();
    }
    // The browser had no answer, or repeats itself: it is the same press.
    expect(await press(stage)).toMatchObject({ ok: true });
    await resumeSending(lab.ports);
    await settle(lab);

    expect(await findViolations(lab)).toEqual([]);
    expect(await lab.prisma.variant.count()).toBe(variantCount);
  },
  TEST_MS_MAX,
);

async function untilKilled() {
  while ((await lab.crew.buryDead()) === 0) {
    const isIdle = await tick(lab);
    if (isIdle && (await lab.crew.buryDead()) === 0) throw new Error("It was never reached");
    if (isIdle) return;
  }
}

test(
  "a worker that sends again what must not be sent again is caught",
  async () => {
    await lab.reset();
    while (lab.crew.count() > 0) await lab.crew.stop("SIGTERM");
    const scene = await setScene(lab);
    await lab.crew.start({ repeatsForbidden: true });
    await lab.gateway.script(["F16"]);
    await createGenerations(lab.ports, scene.people[0], scene.press());
    await settle(lab);

    expect(await findViolations(lab)).toContainEqual(
      expect.stringMatching(/^I1: .* more than once/),
    );
  },
  TEST_MS_MAX,
);

test.each(BUDGET_SCOPES)(
  "I3: fifty presses at once from two processes, round after round, never cross the cap of the %s",
  async (scope) => {
    expect(await playRush(lab, scope, RUSH_ROUNDS)).toEqual([]);
  },
  TEST_MS_MAX,
);

test(
  "no promise is broken in random histories of kills, faults and people",
  async () => {
    const seed = Date.now() % 1_000_000_000;
    const reports: RunReport[] = [];
    const mayGoOn = () => reports.length < RUNS_MIN || performance.now() < startedAt + BUDGET_MS;
    await playRuns({ seed, count: RUNS_MAX, lanes: 2, mayGoOn }, (report) => reports.push(report));
    process.stdout.write(`Crash histories: ${reports.length} from seed ${seed}\n`);

    expect(reports.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect(reports.length).toBeGreaterThanOrEqual(RUNS_MIN);
  },
  2 * TEST_MS_MAX,
);
