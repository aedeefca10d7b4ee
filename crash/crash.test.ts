import { afterAll, beforeAll, expect, test } from "vitest";
import { findViolations } from "@/crash/checker";
import { FAILPOINTS, type Failpoint } from "@/crash/failpoints";
import { type Lab, openLab, settle, tick } from "@/crash/lab";
import { playRuns, type RunReport } from "@/crash/runs";
import { setScene } from "@/crash/scene";
import { createGenerations } from "@/lib/generation/service/create";
import { bundle } from "@/scripts/bundles.mjs";

const RUNS_MAX = 200;
/** Of real time, for everything in this file; some histories are played however long the rest took. */
const BUDGET_MS = 180_000;
const HISTORIES_MS_MIN = 20_000;
/** Of one that hangs; all others take seconds. */
const TEST_MS_MAX = 300_000;
const startedAt = performance.now();

let lab: Lab;
beforeAll(async () => {
  await bundle(["crash/worker-process"]);
  lab = await openLab();
});
afterAll(() => lab.close());

/** What has to go wrong before, for those that a good day does not reach. */
const FAULTS: Partial<Record<Failpoint, string>> = {
  "queued: before commit": "F05",
  "queued: after commit": "F05",
  "unknown: before commit": "F16",
  "unknown: after commit": "F16",
  "running: before commit": "P02",
  "running: after commit": "P02",
  "failed: before commit": "F27",
  "failed: after commit": "F27",
  "circuit opened: after": "F28",
  "circuit closed: after": "F28",
};

test.each(FAILPOINTS)(
  "nothing is lost, paid twice or left behind by a kill at “%s”",
  async (failpoint) => {
    await lab.reset();
    const scene = await setScene(lab);
    const input = scene.press({ references: scene.references });
    const press = () => createGenerations(lab.ports, scene.people[0], input);
    if (lab.crew.count() === 0) await lab.crew.start();
    await lab.gateway.script([FAULTS[failpoint] ?? "F01"]);
    if (failpoint.startsWith("press")) {
      await lab.crew.start({ failpoint, press: { actor: scene.people[0], input } });
    } else {
      await lab.crew.arm(failpoint);
      await press();
    }
    await untilKilled();
    // The browser had no answer, or repeats itself: it is the same press.
    expect(await press()).toMatchObject({ ok: true });
    await settle(lab);

    expect(await findViolations(lab)).toEqual([]);
    expect(await lab.prisma.variant.count()).toBe(1);
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

test(
  "no promise is broken in random histories of kills, faults and people",
  async () => {
    const seed = Date.now() % 1_000_000_000;
    const endsAt = Math.max(startedAt + BUDGET_MS, performance.now() + HISTORIES_MS_MIN);
    const reports: RunReport[] = [];
    const mayGoOn = () => performance.now() < endsAt;
    await playRuns({ seed, count: RUNS_MAX, lanes: 2, mayGoOn }, (report) => reports.push(report));
    process.stdout.write(`Crash histories: ${reports.length} from seed ${seed}\n`);

    expect(reports.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect(reports.length).toBeGreaterThan(0);
  },
  2 * TEST_MS_MAX,
);
