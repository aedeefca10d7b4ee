import type { Fault } from "@/lib/adapters/toapis/wire";
import type { FailureCode } from "@/lib/generation/schema";

// Contract, section 6, the action table.
const WRONG_ENDPOINT = /invalid[ _]api[ _]?type/i;
const NO_MODEL =
  /model_not_found|no available channel|sku not configured|channelcapability|model .*not (found|exist)/i;
/** Of a 403: what the key may use. Any other is about the key itself: disabled, banned, another address. */
const ABOUT_MODEL = /\bmodel|\bgroup\b|channel|\bsku\b|模型|分组|渠道/i;
const NO_QUOTA = /quota|insufficient|payment_required/i;
const POLICY = /moderation|safety|policy|prohibited|sexual|审核|违规/i;
const REFERENCE = /mirror|10 ?MB|must not be larger|reference image|invalid request body/i;
/** 408 and 429 of the upstream are its capacity, not its opinion. */
const UPSTREAM_REFUSED = /upstream returned status 4(?!08|29)\d\d/i;

/** Of the create call that was refused. */
type Sent = { model: string; hasReferences: boolean };

/**
 * What a refused create call means. Of 429 and 503 the caller looks at `retryable` first: they have
 * no code of their own.
 */
export function refusalCode(status: number, fault: Fault, sent: Sent): FailureCode {
  const text = `${fault.code} ${fault.message}`;
  switch (status) {
    case 401:
      return "bad_key";
    case 402:
      return "no_balance";
    case 403:
      return forbiddenCode(text, sent.model);
    case 404:
      return "model_unavailable";
    case 405:
      return "wrong_endpoint";
    case 413:
      return "too_large";
    case 422:
      return POLICY.test(text) ? "policy_refused" : "invalid_request";
    case 429:
    case 503:
      return "generation_failed";
    default:
      return badRequestCode(text, sent.hasReferences);
  }
}

function forbiddenCode(text: string, model: string): FailureCode {
  if (NO_QUOTA.test(text)) return "no_balance";
  return text.includes(model) || ABOUT_MODEL.test(text) ? "not_allowed" : "bad_key";
}

function badRequestCode(text: string, hasReferences: boolean): FailureCode {
  if (WRONG_ENDPOINT.test(text)) return "wrong_endpoint";
  if (NO_MODEL.test(text)) return "model_unavailable";
  if (POLICY.test(text)) return "policy_refused";
  return hasReferences && REFERENCE.test(text) ? "reference_refused" : "invalid_request";
}

/** What a task that ended as failed means. */
export function taskFailureCode(fault: Fault): FailureCode {
  const text = `${fault.code} ${fault.message}`;
  if (POLICY.test(text)) return "policy_refused";
  if (REFERENCE.test(text)) return "reference_refused";
  return UPSTREAM_REFUSED.test(text) ? "policy_refused" : "generation_failed";
}

/** A 403 that is about money and not about the key. */
export const isAboutQuota = ({ code, message }: Fault) => NO_QUOTA.test(`${code} ${message}`);

const WEBHOOK_MISSING = /\bwebhook_not_configured\b/;
const LIMITER_DOWN = /\brate_limit_unavailable\b/;

/** Statuses by the words that come in their place when an error travels in a 200. */
const STATUS_OF_CODE: readonly (readonly [RegExp, number])[] = [
  [LIMITER_DOWN, 503],
  [/\b(rate_limit_exceeded|rate_limit_error)\b/, 429],
  [/\b(unauthorized|authentication_error)\b/, 401],
  [/\b(payment_required|insufficient_quota|quota_not_enough|insufficient_user_quota)\b/, 402],
  [/\bmodel_not_found\b/, 404],
  [/\bcontent_policy_violation\b/, 422],
  [WEBHOOK_MISSING, 400],
  [/\b(invalid_request|invalid_request_error|invalid_api_type)\b/, 400],
];

/** The status that an error inside a 200 stands for; null when it does not say. */
export function statusWithin({ code }: Fault): number | null {
  const numeric = /^\d{3}\b/.exec(code)?.[0];
  if (numeric) return Number(numeric);
  return STATUS_OF_CODE.find(([words]) => words.test(code))?.[1] ?? null;
}

/** The one 503 that proves that nothing was accepted. */
export const isLimiterDown = (status: number, { code }: Fault) =>
  status === 503 && LIMITER_DOWN.test(code);

/** A 400 whose only reason is the `callback_url`: the key has no webhooks. */
export const isWebhookMissing = (status: number, { code }: Fault) =>
  status === 400 && WEBHOOK_MISSING.test(code);
