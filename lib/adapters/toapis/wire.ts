import { z } from "zod";

// The JSON of the gateway in every form that its documentation and its clients know. Source: docs of
// 2026-08-20 and the clients listed in the contract of 2026-11-22. Odd values are dropped one by one:
// a field that we cannot read must not hide one that we can.

const words = z.string().trim().min(1);
const odd = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);
const idSchema = z.union([words, z.number().transform(String)]);
const numeric = z.union([z.number(), words.transform(Number).pipe(z.number())]);
const recordSchema = z.record(z.string(), z.unknown());

/** The value at a path of keys; undefined when something on the way is not an object. */
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((outer, key) => recordSchema.safeParse(outer).data?.[key], value);

/** An error of the gateway, from whichever envelope it came in. */
export type Fault = { code: string; message: string };

const faultSchema = z.object({ code: odd(idSchema), type: odd(words), message: odd(words) });

/**
 * Null when the JSON is in none of the known envelopes (contract, section 6). `code` joins the code
 * and the type, as the two vary between documents: `401 authentication_error`.
 */
export function readFault(json: unknown): Fault | null {
  const error = at(json, "error");
  if (error !== undefined && error !== null) return readFaultOf(error);
  if (at(json, "success") === true) return null;
  const bare = faultSchema.safeParse(json).data;
  return bare?.message ? readFaultOf(json) : null;
}

function readFaultOf(error: unknown): Fault | null {
  const text = words.safeParse(error).data;
  if (text) return { code: "", message: text };
  const inner = at(error, "error");
  if (inner) return readFaultOf(inner);
  const fault = faultSchema.safeParse(error).data;
  const code = [fault?.code, fault?.type].filter(Boolean).join(" ");
  const message = fault?.message ?? code;
  return message ? { code, message } : null;
}

/** The answer says of itself that it is an error, whatever its HTTP status. */
export const saysNo = (json: unknown): boolean =>
  at(json, "success") === false || Boolean(at(json, "error"));

const taskSchema = z.object({
  id: odd(idSchema),
  task_id: odd(idSchema),
  client_business_id: odd(idSchema),
  status: odd(idSchema),
  progress: odd(z.union([z.number(), words])),
  expires_at: odd(numeric),
  fail_reason: odd(words),
  model: odd(words),
  prompt: odd(words),
});

/** "Create Image Task" and "Get Image Task Status", plain or wrapped in `data`. */
export type WireTask = {
  id: string | null;
  clientBusinessId: string | null;
  status: string | null;
  progress: number | string | null;
  /** Unix seconds. */
  expiresAt: number | null;
  model: string | null;
  prompt: string | null;
  fault: Fault | null;
  resultUrls: string[];
};

/** Null when the JSON is not an object. */
export function readTask(json: unknown): WireTask | null {
  const outer = taskSchema.safeParse(json).data;
  if (!outer) return null;
  const data = at(json, "data");
  const inner = taskSchema.safeParse(data).data;
  const pick = <Key extends keyof typeof outer>(key: Key) => inner?.[key] ?? outer[key] ?? null;
  const reason = pick("fail_reason");
  return {
    id: pick("id") ?? pick("task_id"),
    clientBusinessId: pick("client_business_id"),
    status: pick("status"),
    progress: pick("progress"),
    expiresAt: pick("expires_at"),
    model: pick("model"),
    prompt: pick("prompt"),
    fault: reason ? { code: "", message: reason } : (readFault(data) ?? readFault(json)),
    resultUrls: readResultUrls(json),
  };
}

const isPicture = (text: string) => /^https?:\/\/|^data:image\//i.test(text);
const urlSchema = words.refine(isPicture);
const itemSchema = z.union([
  urlSchema,
  z.object({ url: urlSchema }).transform(({ url }) => url),
  z.object({ image_url: urlSchema }).transform((item) => item.image_url),
  z.object({ image_url: z.object({ url: urlSchema }) }).transform((item) => item.image_url.url),
  z.object({ b64_json: words }).transform((item) => `data:image/png;base64,${item.b64_json}`),
]);

/** Contract, section 4, "Result extraction order"; the first place that has a picture wins. */
const RESULT_PLACES = [
  ["result", "data"],
  ["result"],
  ["url"],
  ["data"],
  ["data", "result", "data"],
  ["data", "result"],
  ...["images", "output", "outputs"].flatMap((name) => [[name], ["data", name], ["result", name]]),
  [],
];

function readResultUrls(json: unknown): string[] {
  for (const place of RESULT_PLACES) {
    const found = at(json, ...place);
    const items = Array.isArray(found) ? found : [found];
    const urls = items.flatMap((item) => itemSchema.safeParse(item).data ?? []);
    if (urls.length > 0) return [...new Set(urls)];
  }
  return [];
}

/** `POST /v1/uploads/images`: `data.url`, with some clients at the top. Null when there is none. */
export const readUploadUrl = (json: unknown): string | null =>
  z.url({ protocol: /^https?$/ }).safeParse(at(json, "data", "url") ?? at(json, "url")).data ??
  null;

const modelsSchema = z.object({ data: z.array(z.object({ id: odd(words) })) });

/** `GET /v1/models`, with or without `success`. Null when it is not a list of models. */
export function readModelIds(json: unknown): string[] | null {
  const models = modelsSchema.safeParse(json).data;
  return models ? models.data.flatMap(({ id }) => id ?? []) : null;
}

const balanceSchema = z.object({
  remain_credits: odd(numeric),
  remain_balance: odd(numeric),
  used_credits: odd(numeric),
  used_balance: odd(numeric),
  credits_per_usd: odd(numeric),
  unlimited_quota: odd(z.boolean()),
});

/** `GET /v1/balance` and `/v1/user/balance`. Null when it is not an object. */
export function readCredits(json: unknown) {
  const wire = balanceSchema.safeParse(json).data;
  if (!wire) return null;
  const perUsd = wire.credits_per_usd ?? Number.NaN;
  const credits = (own: number | undefined, balance: number | undefined) => {
    const amount = own ?? (balance ?? Number.NaN) * perUsd;
    return Number.isNaN(amount) ? null : amount;
  };
  const remaining = credits(wire.remain_credits, wire.remain_balance);
  return {
    remainingCredits: wire.unlimited_quota ? null : remaining,
    usedCredits: credits(wire.used_credits, wire.used_balance),
  };
}
