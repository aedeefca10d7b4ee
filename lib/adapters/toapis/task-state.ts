import { cleanText } from "@/lib/adapters/toapis/clean-text";
import { taskFailureCode } from "@/lib/adapters/toapis/failure-codes";
import type { WireTask } from "@/lib/adapters/toapis/wire";
import type { TaskState } from "@/lib/ports/gateway";

const WORD_LENGTH_MAX = 40;

/** Contract, section 4, and words seen elsewhere. An unknown word means that the work goes on. */
const STATUS_OF_WORD: ReadonlyMap<string, TaskState["status"]> = new Map([
  ...["queued", "submitted", "pending", "not_start"].map((word) => [word, "waiting"] as const),
  ...["in_progress", "processing", "running"].map((word) => [word, "running"] as const),
  ...["completed", "success", "succeeded", "succeed"].map((word) => [word, "completed"] as const),
  ...["failed", "failure", "error", "cancelled", "canceled", "expired", "blocked"].map(
    (word) => [word, "failed"] as const,
  ),
]);

/** Null when the answer says nothing of a task: neither a status nor a result. */
export function readTaskState(task: WireTask, secret: string): TaskState | null {
  if (task.status === null && task.resultUrls.length === 0) return null;
  const word = (task.status ?? "completed").trim().toLowerCase();
  const status = STATUS_OF_WORD.get(word);
  switch (status) {
    case undefined:
      return {
        status: "running",
        progressPercent: readProgress(task.progress),
        unknownWord: cleanText(word, secret, WORD_LENGTH_MAX),
      };
    case "completed":
      return { status, resultUrls: task.resultUrls, expiresAt: readTime(task.expiresAt) };
    case "failed": {
      const fault = task.fault ?? { code: "", message: word };
      const code = word === "blocked" ? "policy_refused" : taskFailureCode(fault);
      return { status, code, message: cleanText(fault.message, secret) };
    }
    default:
      return { status, progressPercent: readProgress(task.progress) };
  }
}

const readTime = (unixSeconds: number | null) => {
  const time = unixSeconds === null ? null : new Date(unixSeconds * 1_000);
  return time && !Number.isNaN(time.getTime()) ? time : null;
};

/** For display only: 0–100, or null for what is not a number. */
export function readProgress(progress: number | string | null): number | null {
  const figure =
    typeof progress === "string" ? /^\s*(-?[\d.]+)\s*%?\s*$/.exec(progress)?.[1] : progress;
  const percent = Number(figure ?? Number.NaN);
  return Number.isNaN(percent) ? null : Math.min(100, Math.max(0, percent));
}
