import type { Answer } from "@/lib/adapters/toapis/answer";
import { cleanText } from "@/lib/adapters/toapis/clean-text";
import { refusalCode } from "@/lib/adapters/toapis/failure-codes";
import { type Fault, readFault, readTask, saysNo } from "@/lib/adapters/toapis/wire";
import type { CreateOutcome } from "@/lib/ports/gateway";

/** A complete error with one of these proves that nothing was accepted (payment safety, class N1). */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 405, 413, 415, 422, 429]);
const LIMITER_DOWN = /\brate_limit_unavailable\b/;

/** Statuses by the words that come in their place when an error travels in a 200. */
const STATUS_OF_CODE: readonly (readonly [RegExp, number])[] = [
  [LIMITER_DOWN, 503],
  [/\b(rate_limit_exceeded|rate_limit_error)\b/, 429],
  [/\b(unauthorized|authentication_error)\b/, 401],
  [/\b(payment_required|insufficient_quota|quota_not_enough|insufficient_user_quota)\b/, 402],
  [/\bmodel_not_found\b/, 404],
  [/\bcontent_policy_violation\b/, 422],
  [/\b(invalid_request|invalid_request_error|invalid_api_type)\b/, 400],
];

type Sent = { secret: string; hasReferences: boolean };

/** What a complete answer to a create call proves. Whatever it does not prove is ambiguous. */
export function readCreateOutcome(answer: Answer, sent: Sent): CreateOutcome {
  const isSuccess = answer.status >= 200 && answer.status < 300;
  const task = isSuccess ? readTask(answer.json) : null;
  const exists = task && (task.id !== null || task.resultUrls.length > 0);
  if (exists && (task.status !== null || !saysNo(answer.json))) {
    return { class: "accepted", taskId: task.id, resultUrls: task.resultUrls };
  }
  const fault = exists ? null : readFault(answer.json);
  const status = fault && (isSuccess ? statusWithin(fault) : answer.status);
  return fault && status && provesRefusal(status, fault)
    ? refused(status, fault, { answer, sent })
    : { class: "ambiguous", reason: describe(answer, sent.secret) };
}

function statusWithin({ code }: Fault): number | null {
  const numeric = /^\d{3}\b/.exec(code)?.[0];
  if (numeric) return Number(numeric);
  return STATUS_OF_CODE.find(([words]) => words.test(code))?.[1] ?? null;
}

const provesRefusal = (status: number, { code }: Fault) =>
  REFUSALS.has(status) || (status === 503 && LIMITER_DOWN.test(code));

const refused = (
  status: number,
  fault: Fault,
  { answer, sent }: { answer: Answer; sent: Sent },
): CreateOutcome => ({
  class: "refused",
  code: refusalCode(status, fault, sent.hasReferences),
  message: cleanText(fault.message, sent.secret),
  retryable: status === 429 || status === 503,
  retryAfterMs: answer.retryAfterMs,
});

const describe = ({ status, text }: Answer, secret: string) =>
  cleanText(`HTTP ${status}: ${cleanText(text, secret) || "empty answer"}`, secret);
