import { z } from "zod";
import { findModel } from "@/lib/generation/models";
import type { FailureCode } from "@/lib/generation/schema";
import type { CreateTask, TaskState } from "@/lib/ports/gateway";

/** Source: toapis/docs @ 7ed09d1 (2026-08-20). Unknown fields pass, odd ones become null. */
const recordSchema = z.record(z.string(), z.unknown());
type Wire = Record<string, unknown>;

export const asRecord = (value: unknown): Wire => recordSchema.safeParse(value).data ?? {};
const asText = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" ? String(value) : null;

/** The body of the create call. One variant is one task: `n` is always 1. */
export function createTaskBody(task: CreateTask): Wire {
  const places = findModel(task.model)?.resolutionPlaces ?? [];
  return {
    model: task.model,
    prompt: task.prompt,
    size: task.aspectRatio,
    n: 1,
    ...(places.includes("top_level") ? { resolution: task.resolution } : {}),
    ...(places.includes("metadata") ? { metadata: { resolution: task.resolution } } : {}),
    ...(task.referenceUrls.length > 0 ? { image_urls: task.referenceUrls } : {}),
    client_business_id: task.clientBusinessId,
  };
}

/** Code and message of any of the gateway's error envelopes; null when it is none of them. */
export function readEnvelope(body: unknown): { code: string; message: string } | null {
  const outer = asRecord(body);
  const inner = outer["error"] === undefined ? outer : outer["error"];
  const nested = asRecord(asRecord(inner)["error"] ?? inner);
  const message = asText(nested["message"]) ?? (typeof inner === "string" ? inner : null);
  if (message === null) return null;
  return { code: asText(nested["code"]) ?? "", message: message.slice(0, 300) };
}

export function readTaskId(body: unknown): string | null {
  const outer = asRecord(body);
  const inner = asRecord(outer["data"]);
  return asText(outer["id"]) ?? asText(inner["task_id"]) ?? asText(inner["id"]);
}

/** `result.data[].url` first, then the tolerant list of the contract's section 4. */
export function readResultUrls(body: unknown): string[] {
  const outer = asRecord(body);
  const lists = [asRecord(outer["result"])["data"], outer["url"], outer["data"], outer["images"]];
  const urls = lists
    .flat()
    .map((item) => (typeof item === "string" ? item : asText(asRecord(item)["url"])))
    .filter((url) => url !== null && /^https?:/.test(url));
  return [...new Set(urls as string[])];
}

const DONE = new Set(["completed", "success", "succeeded"]);
const FAILED = new Set(["failed", "failure", "error", "cancelled", "canceled", "expired"]);
const WAITING = new Set(["queued", "submitted", "pending", "not_start"]);
const SAFETY = /moderation|safety|policy|prohibited|sexual|审核|违规/i;
const REFERENCE = /mirror|10 ?MB|must not be larger|reference image/i;

/** An unknown word is a task that still runs. */
export function readTaskState(body: unknown): TaskState {
  const wire = asRecord(body);
  const status = (asText(wire["status"]) ?? "").trim().toLowerCase();
  if (DONE.has(status)) {
    const expiresAt = Number(wire["expires_at"]);
    return {
      status: "completed",
      resultUrls: readResultUrls(body),
      expiresAt: expiresAt > 0 ? new Date(expiresAt * 1_000) : null,
    };
  }
  if (FAILED.has(status)) {
    const message = readEnvelope(body)?.message ?? "";
    return { status: "failed", code: failureOf(message), message };
  }
  const progress = Number.parseFloat(asText(wire["progress"]) ?? "");
  return {
    status: WAITING.has(status) ? "waiting" : "running",
    progressPercent: Number.isFinite(progress) ? Math.min(100, Math.max(0, progress)) : null,
  };
}

const failureOf = (message: string): FailureCode => {
  if (SAFETY.test(message)) return "policy_refused";
  return REFERENCE.test(message) ? "reference_refused" : "generation_failed";
};

const BY_STATUS: Record<number, FailureCode> = {
  401: "bad_key",
  402: "no_balance",
  404: "model_unavailable",
  413: "too_large",
  415: "invalid_request",
};

/** The action table of the contract's section 6. */
export function refusalOf(status: number, message: string, code: string): FailureCode {
  const known = BY_STATUS[status];
  if (known) return known;
  if (status === 403) return /quota/i.test(`${code} ${message}`) ? "no_balance" : "not_allowed";
  if (/invalid.?api.?type/i.test(`${code} ${message}`)) return "wrong_endpoint";
  if (SAFETY.test(`${code} ${message}`)) return "policy_refused";
  return REFERENCE.test(message) ? "reference_refused" : "invalid_request";
}
