import { json, unsuccessful } from "@/lib/sandbox/answers";
import type { Call } from "@/lib/sandbox/call";
import type { Task } from "@/lib/sandbox/store";
import type { World } from "@/lib/sandbox/world";
import type { MicroUsd } from "@/lib/shared/money";

/** 1 USD = 200 credits (docs.toapis.com, balance, read 2026-08-20). */
const CREDITS_PER_USD = 200;

export const creditsOf = (microUsd: MicroUsd) => (microUsd * CREDITS_PER_USD) / 1_000_000;

/** Money of a failed task goes back when its failure is told. */
export const isRefunded = ({ failure, completedAt }: Task, at: number) =>
  failure !== null && at >= completedAt;

const creditsUsed = (tasks: readonly Task[], at: number) =>
  tasks.reduce(
    (sum, task) => (isRefunded(task, at) ? sum : sum + creditsOf(task.chargedMicroUsd)),
    0,
  );

export function remainingCredits({ store, settings: { credits, topsUp }, now }: World) {
  const used = creditsUsed(store.tasks, now());
  return topsUp ? credits - (used % credits) : credits - used;
}

export const canPay = (sandbox: World, microUsd: MicroUsd) =>
  sandbox.settings.topsUp || creditsOf(microUsd) <= remainingCredits(sandbox);

/** All keys draw on the one account, so a key has left what the account has. */
function balance(sandbox: World, tasks: readonly Task[]) {
  const remaining = remainingCredits(sandbox);
  const used = creditsUsed(tasks, sandbox.now());
  const body = {
    success: true,
    remain_balance: remaining / CREDITS_PER_USD,
    used_balance: used / CREDITS_PER_USD,
    remain_credits: remaining,
    used_credits: used,
    credits_per_usd: CREDITS_PER_USD,
    unlimited_quota: false,
  };
  // The only calls that are documented as CORS-enabled.
  return json(200, body, { "access-control-allow-origin": "*" });
}

export const readKeyBalance = ({ sandbox, key }: Call) =>
  balance(
    sandbox,
    sandbox.store.tasks.filter((task) => task.key === key.label),
  );

export const readAccountBalance = ({ sandbox }: Call) => balance(sandbox, sandbox.store.tasks);

const TEXT_MODELS = ["gemini-3-pro-preview", "gemini-2.5-flash"];

const modelView = (endpointTypes: string[]) => (id: string) => ({
  id,
  object: "model",
  created: 1_626_777_600,
  owned_by: "sandbox",
  supported_endpoint_types: endpointTypes,
});

/** Without `type` the list has text models only, as at the gateway. */
export function listModels({ url, sandbox }: Call) {
  const text = TEXT_MODELS.map(modelView(["openai"]));
  const image = sandbox.models.imageIds().map(modelView(["image-generation"]));
  const lists: Record<string, unknown[]> = {
    text,
    chat: text,
    image,
    video: [],
    audio: [],
    all: [...text, ...image],
  };
  const data = lists[url.searchParams.get("type") ?? "text"];
  if (!data) return unsuccessful("invalid model type");
  return json(200, { success: true, object: "list", data });
}
