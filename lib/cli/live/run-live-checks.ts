import { z } from "zod";
import type { Studio, Terminal } from "@/lib/cli/command";
import { RESOLUTION } from "@/lib/cli/live/buy-picture";
import { models, status, uploadAge } from "@/lib/cli/live/free-steps";
import { type Finding, factName, type LiveRun, type LiveStep } from "@/lib/cli/live/live-step";
import { reference, referenceImages, repeat, textToImage } from "@/lib/cli/live/paid-steps";
import { usd } from "@/lib/cli/money";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { listPrices } from "@/lib/money/service/prices";
import { GatewayError } from "@/lib/ports/gateway";

/** In the order in which one needs what another has made. */
const STEPS: readonly LiveStep[] = [
  models,
  textToImage,
  reference,
  referenceImages,
  status,
  repeat,
  uploadAge,
];

export type LiveResult = {
  name: string;
  state: Finding["state"] | "skipped";
  expected: string;
  got: string;
};

/** Tries the gateway for what no document says, asking before each step that costs money. */
export async function runLiveChecks(
  studio: Studio,
  terminal: Terminal,
  isAgreed: boolean,
): Promise<LiveResult[]> {
  const { ports } = studio;
  const usable = await ports.connections.current();
  const run: LiveRun = {
    studio,
    usable,
    gateway: ports.gateways.open(usable.connection),
    probe: ports.probes.open(usable.connection),
    firstTask: await findFirstTask(studio),
    uploadUrl: null,
  };
  terminal.note(`\nLive checks of ${usable.key.label} at ${usable.connection.baseUrl}`);
  const results: LiveResult[] = [];
  for (const [index, step] of STEPS.entries()) {
    terminal.note(`\n${index + 1}. ${step.title}\n   expected: ${step.expected}`);
    const { state, got } = await runStep(step, { run, terminal, isAgreed });
    terminal.note(`   got:      ${state}: ${got}`);
    results.push({ name: step.name, state, expected: step.expected, got });
  }
  return results;
}

type Asked = { run: LiveRun; terminal: Terminal; isAgreed: boolean };

async function runStep(step: LiveStep, asked: Asked): Promise<Pick<LiveResult, "state" | "got">> {
  if (step.isPaid && !(await isAgreedTo(asked)))
    return { state: "skipped", got: "nobody agreed to pay for it" };
  const { run } = asked;
  const finding = await findingOf(step, run);
  if (!finding) return { state: "skipped", got: "it needs the task of an earlier step" };
  const { state, got, record } = finding;
  await run.studio.ports.installation.saveFact({
    name: factName(step.name),
    value: { baseUrl: run.usable.connection.baseUrl, state, got, ...record },
    measuredAt: run.studio.ports.clock.now(),
  });
  return { state, got };
}

async function findingOf(step: LiveStep, run: LiveRun): Promise<Finding | null> {
  try {
    return await step.run(run);
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    return { state: "fail", got: cause.message, record: {} };
  }
}

/** Names the price either way, so that it is in the protocol. */
async function isAgreedTo({ run, terminal, isAgreed }: Asked): Promise<boolean> {
  const prices = await listPrices(run.studio.ports);
  const price = prices.find(
    ({ model, resolution }) => model === DEFAULT_MODEL.id && resolution === RESOLUTION,
  );
  const words = price && `about ${usd(price.priceMicroUsd)} (${price.source}, ${price.readOn})`;
  terminal.note(`   costs:    ${words ?? "nobody knows how much"}`);
  return isAgreed || terminal.confirm("   Pay for it?");
}

const firstTaskSchema = z.object({ clientBusinessId: z.string(), taskId: z.string() });

async function findFirstTask({ ports }: Studio): Promise<LiveRun["firstTask"]> {
  const fact = await ports.installation.findFact(factName(textToImage.name));
  return firstTaskSchema.safeParse(fact?.value).data ?? null;
}
