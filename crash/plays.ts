import type { Deed } from "@/crash/deeds";
import type { Failpoint } from "@/crash/failpoints";
import { type Lab, tick } from "@/crash/lab";
import type { Scene } from "@/crash/scene";
import type { CreateGeneration } from "@/lib/generation/schema";
import { createGenerations } from "@/lib/generation/service/create";
import { setPrice } from "@/lib/money/service/prices";
import { pauseSending, resumeSending } from "@/lib/sending/service/pause";

type Stage = { lab: Lab; scene: Scene; input: CreateGeneration };

/** What leads to a failpoint. */
type Play = {
  /** Of the create call. */
  fault: string;
  /** Brings a worker there. */
  lead: (stage: Stage) => Promise<unknown>;
  /** What a web process does that dies there, once all that it needs is so. Null: a worker dies. */
  deed: ((stage: Stage) => Promise<Deed>) | null;
  /** That there are in the end. */
  variantCount: number;
};

export const press = ({ lab, scene, input }: Stage) =>
  createGenerations(lab.ports, scene.people[0], input);

const USUAL: Play = { fault: "F01", lead: press, deed: null, variantCount: 1 };
const DEARER_MICRO_USD = 90_000;

/** By the name before the colon; those that a good day reaches are not here. */
const PLAYS: Partial<Record<string, Partial<Play>>> = {
  queued: { fault: "F05" },
  unknown: { fault: "F16" },
  running: { fault: "P02" },
  failed: { fault: "F27" },
  "looked up": { fault: "F48b" },
  extra: { fault: "P10" },
  "extra saved": { fault: "P10" },
  "paid twice": { fault: "F49" },
  "circuit opened": { fault: "F28" },
  "circuit closed": { fault: "F28" },
  "reserved more": {
    async lead(stage) {
      const { ports } = stage.lab;
      const { model, resolution } = stage.input;
      await pauseSending(ports, { by: "Owner", reason: "to see" });
      await press(stage);
      const price = { source: "a letter", readOn: "2026-11-26" };
      await setPrice(ports, { ...price, model, resolution, priceMicroUsd: DEARER_MICRO_USD });
      await resumeSending(ports);
    },
  },
  press: {
    deed: async ({ scene, input }) => ({ name: "press", actor: scene.people[0], input }),
  },
  cancelled: {
    async deed(stage) {
      await pauseSending(stage.lab.ports, { by: "Owner", reason: "to see" });
      await press(stage);
      return { name: "cancel", ...(await findSent(stage)) };
    },
  },
  "let go": { fault: "F16", deed: async (stage) => ({ name: "cancel", ...(await doubt(stage)) }) },
  added: {
    fault: "F16",
    deed: async (stage) => ({ name: "send again", ...(await doubt(stage)) }),
    variantCount: 2,
  },
  claimed: {
    fault: "F16",
    deed: async (stage) => ({
      name: "claim",
      ...(await doubt(stage)),
      taskId: "tsk_img_elsewhere",
    }),
  },
  webhook: {
    fault: "F16",
    async deed(stage) {
      const { variantId } = await doubt(stage);
      const { clientBusinessId } = await stage.lab.prisma.attempt.findFirstOrThrow({
        where: { variantId },
      });
      const data = { task_id: "tsk_img_elsewhere", client_business_id: clientBusinessId };
      return { name: "webhook", event: { id: variantId, body: JSON.stringify({ data }) } };
    },
  },
  pause: { deed: async () => ({ name: "pause" }) },
  resume: {
    async deed(stage) {
      await pauseSending(stage.lab.ports, { by: "Owner", reason: "to see" });
      await press(stage);
      return { name: "resume" };
    },
  },
};

export const playOf = (failpoint: Failpoint): Play => ({
  ...USUAL,
  ...PLAYS[failpoint.split(":")[0] ?? ""],
});

async function findSent({ lab, scene }: Stage) {
  const { id: variantId } = await lab.prisma.variant.findFirstOrThrow();
  return { actor: scene.people[0], variantId };
}

/** A send of which nobody knows whether it was accepted, and nobody there to look it up. */
async function doubt(stage: Stage) {
  const { lab } = stage;
  await press(stage);
  while ((await lab.prisma.variant.count({ where: { status: "unknown" } })) === 0) await tick(lab);
  while (lab.crew.count() > 0) await lab.crew.stop("SIGKILL");
  return findSent(stage);
}
