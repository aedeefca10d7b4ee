import { MODELS } from "@/lib/generation/models";
import { json, unsuccessful } from "@/lib/sandbox/answers";
import type { Call } from "@/lib/sandbox/call";
import type { Store, Task } from "@/lib/sandbox/store";

/** 1 USD = 200 credits (docs.toapis.com, balance, read 2026-08-20). */
const CREDITS_PER_USD = 200;
const MICRO_USD_PER_CREDIT = 1_000_000 / CREDITS_PER_USD;
/** $50. */
const START_CREDITS = 10_000;

/** Money of a failed task goes back when its failure is told. */
export const isRefunded = ({ failure, completedAt }: Task, at: number) =>
  failure !== null && at >= completedAt;

const creditsUsed = (tasks: readonly Task[], at: number) =>
  tasks.reduce(
    (sum, task) => (isRefunded(task, at) ? sum : sum + task.chargedMicroUsd / MICRO_USD_PER_CREDIT),
    0,
  );

export const remainingMicroUsd = ({ tasks }: Store, at: number) =>
  (START_CREDITS - creditsUsed(tasks, at)) * MICRO_USD_PER_CREDIT;

const balance = (usedHere: number, usedByAll: number) => {
  const remaining = START_CREDITS - usedByAll;
  const body = {
    success: true,
    remain_balance: remaining / CREDITS_PER_USD,
    used_balance: usedHere / CREDITS_PER_USD,
    remain_credits: remaining,
    used_credits: usedHere,
    credits_per_usd: CREDITS_PER_USD,
    unlimited_quota: false,
  };
  // The only calls that are documented as CORS-enabled.
  return json(200, body, { "access-control-allow-origin": "*" });
};

/** All keys draw on the one account, so a key has left what the account has. */
export function readKeyBalance({ sandbox: { store, now }, key }: Call) {
  const own = store.tasks.filter((task) => task.key === key.label);
  return balance(creditsUsed(own, now()), creditsUsed(store.tasks, now()));
}

export function readAccountBalance({ sandbox: { store, now } }: Call) {
  const used = creditsUsed(store.tasks, now());
  return balance(used, used);
}

const TEXT_MODELS = ["gemini-3-pro-preview", "gemini-2.5-flash"];

const modelView = (endpointTypes: string[]) => (id: string) => ({
  id,
  object: "model",
  created: 1_626_777_600,
  owned_by: "sandbox",
  supported_endpoint_types: endpointTypes,
});

/** Without `type` the list has text models only, as at the gateway. */
export function listModels({ url }: Call) {
  const text = TEXT_MODELS.map(modelView(["openai"]));
  const image = MODELS.map(({ id }) => id).map(modelView(["image-generation"]));
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
