import type { Answer } from "@/lib/adapters/toapis/answer";
import { cleanText } from "@/lib/adapters/toapis/clean-text";
import {
  isLimiterDown,
  isWebhookMissing,
  refusalCode,
  statusWithin,
} from "@/lib/adapters/toapis/failure-codes";
import { type Fault, readFault, readTask, saysNo } from "@/lib/adapters/toapis/wire";
import type { CreateOutcome } from "@/lib/ports/gateway";

/** A complete error with one of these proves that nothing was accepted (payment safety, class N1). */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 405, 413, 415, 422, 429]);

type Sent = { secret: string; model: string; hasReferences: boolean; hasCallback: boolean };

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
    : {
        class: "ambiguous",
        reason: describe(answer, sent.secret),
        taskIdHint: findTaskIdHint(answer.text),
      };
}

const TASK_ID = /"(?:task_id|id)"\s*:\s*"?([\w.:-]{3,128})/;

/** The first id in what may be half a JSON; a page of the edge has none that would be of a task. */
export const findTaskIdHint = (text: string): string | null =>
  text.trimStart().startsWith("{") ? (TASK_ID.exec(text)?.[1] ?? null) : null;

const provesRefusal = (status: number, fault: Fault) =>
  REFUSALS.has(status) || isLimiterDown(status, fault);

const refused = (
  status: number,
  fault: Fault,
  { answer, sent }: { answer: Answer; sent: Sent },
): CreateOutcome => ({
  class: "refused",
  code: refusalCode(status, fault, sent),
  message: cleanText(fault.message, sent.secret),
  retryable: status === 429 || status === 503,
  retryAfterMs: answer.retryAfterMs,
  ...(sent.hasCallback && isWebhookMissing(status, fault) && { withoutCallback: true }),
});

const describe = ({ status, text }: Answer, secret: string) =>
  cleanText(`HTTP ${status}: ${cleanText(text, secret) || "empty answer"}`, secret);
