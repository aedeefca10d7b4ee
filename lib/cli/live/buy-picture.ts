import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type Finding, factName, type LiveRun } from "@/lib/cli/live/live-step";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { outputPixels } from "@/lib/generation/schema/shapes";
import { GatewayError, type TaskState } from "@/lib/ports/gateway";
import type { GatewayExchange, ReferenceField } from "@/lib/ports/gateway-probe";

const FIRST_LOOK_MS = 5_000;
const LOOK_EVERY_MS = 8_000;
const WAIT_MAX_MS = 15 * 60_000;
const ASPECT_RATIO = "1:1";
export const RESOLUTION = "4K";
const PIXEL_TOLERANCE = 0.015;
const LIMITS = { pixelsMax: 200_000_000, sidePxMin: 1, sidePxMax: 20_000 };

type Order = {
  step: string;
  prompt: string;
  clientBusinessId: string;
  referenceUrls?: readonly string[];
  referenceField?: ReferenceField;
};

type Picture = { width: number; height: number; mime: string; sizeBytes: number };
type End = Extract<TaskState, { status: "completed" | "failed" }>;

export type Purchase = { finding: Finding; taskId: string | null; status: number | null };

/** One create call, never repeated, followed to its end and measured. */
export async function buyPicture(run: LiveRun, order: Order): Promise<Purchase> {
  const { clock, installation } = run.studio.ports;
  const { clientBusinessId } = order;
  // Should this program end now, the id is what the task can be found and claimed by.
  await installation.saveFact({
    name: factName(order.step),
    value: { sent: true, clientBusinessId },
    measuredAt: clock.now(),
  });
  const creditsBefore = await usedCredits(run);
  const startedAt = clock.now().getTime();
  const { outcome, ...create } = await run.probe.createTask(
    {
      model: DEFAULT_MODEL.id,
      prompt: order.prompt,
      aspectRatio: ASPECT_RATIO,
      resolution: RESOLUTION,
      options: {},
      referenceUrls: order.referenceUrls ?? [],
      clientBusinessId,
      callbackUrl: null,
    },
    order.referenceField ?? "image_urls",
  );
  const calls: GatewayExchange[] = [create];
  const taskId = outcome.class === "accepted" ? outcome.taskId : null;
  const end = await endOf();
  const seconds = (clock.now().getTime() - startedAt) / 1_000;
  if (taskId)
    calls.push(await run.probe.get(`/v1/images/generations/${encodeURIComponent(taskId)}`));
  const picture = end?.status === "completed" ? await measure(run, end.resultUrls) : null;
  const creditsAfter = await usedCredits(run);

  const creditsCharged =
    creditsBefore === null || creditsAfter === null ? null : creditsAfter - creditsBefore;
  const record = { clientBusinessId, taskId, calls, seconds, creditsBefore, creditsAfter, picture };
  const { state, got } = judge();
  return { taskId, status: create.status, finding: { state, got, record } };

  async function endOf(): Promise<End | null> {
    if (outcome.class !== "accepted") return null;
    const { resultUrls } = outcome;
    if (taskId) return waitForEnd(run, taskId);
    return { status: "completed", resultUrls, expiresAt: null };
  }

  function judge(): Pick<Finding, "state" | "got"> {
    const cost = creditsCharged === null ? "cost unknown" : `${creditsCharged} credits`;
    if (outcome.class === "refused")
      return { state: "fail", got: `refused with HTTP ${create.status}: ${outcome.message}` };
    if (outcome.class !== "accepted")
      return {
        state: "fail",
        got: `${outcome.reason}; look for ${clientBusinessId} in the console before you try again`,
      };
    if (!end) return { state: "warn", got: `task ${taskId} has no end after 15 minutes; ${cost}` };
    if (end.status === "failed")
      return { state: "fail", got: `task ${taskId} failed: ${end.message}; ${cost}` };
    if (!picture)
      return { state: "fail", got: `task ${taskId} completed without a usable picture; ${cost}` };
    return {
      state: isAsAsked(picture) ? "ok" : "warn",
      got: `${describe(picture, seconds)}, ${cost}`,
    };
  }
}

/** Null when there was none in time. A look that fails is repeated: it says nothing about the task. */
async function waitForEnd(
  { gateway, usable, studio }: LiveRun,
  taskId: string,
): Promise<End | null> {
  const { clock } = studio.ports;
  const until = clock.now().getTime() + WAIT_MAX_MS;
  let waitMs = FIRST_LOOK_MS;
  while (clock.now().getTime() < until) {
    await sleep(waitMs / usable.speed);
    waitMs = LOOK_EVERY_MS;
    const state = await look();
    if (state?.status === "failed") return state;
    if (state?.status === "completed" && state.resultUrls.length > 0) return state;
  }
  return null;

  async function look(): Promise<TaskState | null> {
    try {
      const lookup = await gateway.findTask(taskId);
      return lookup.found ? lookup.state : null;
    } catch (cause) {
      if (cause instanceof GatewayError) return null;
      throw cause;
    }
  }
}

/** Null when it cannot be fetched or read. */
async function measure({ studio }: LiveRun, urls: readonly string[]): Promise<Picture | null> {
  const { downloader, media, storage } = studio.ports;
  const [url] = urls;
  if (!url) return null;
  const path = await storage.newSpoolPath();
  const fetched = await downloader.download(url, path);
  if (!fetched.ok) return null;
  const inspected = await media.inspect(path, LIMITS);
  await rm(path);
  if (!inspected.ok) return null;
  const { width, height, mime } = inspected.image;
  return { width, height, mime, sizeBytes: fetched.sizeBytes };
}

function isAsAsked({ width, height }: Picture): boolean {
  const wanted = outputPixels(ASPECT_RATIO, RESOLUTION);
  const isNear = (got: number, asked: number) => Math.abs(got / asked - 1) <= PIXEL_TOLERANCE;
  return isNear(width, wanted.width) && isNear(height, wanted.height);
}

function describe({ width, height, mime, sizeBytes }: Picture, seconds: number): string {
  const megabytes = (sizeBytes / 1_000_000).toFixed(1);
  return `${width}×${height} px, ${mime}, ${megabytes} MB after ${seconds.toFixed(1)} s`;
}

/** Of the account; null when the gateway does not say. */
async function usedCredits({ gateway }: LiveRun): Promise<number | null> {
  try {
    return (await gateway.readBalance()).account.usedCredits;
  } catch (cause) {
    if (cause instanceof GatewayError) return null;
    throw cause;
  }
}
