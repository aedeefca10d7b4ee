import type { Answer } from "@/lib/adapters/toapis/answer";
import { cleanText } from "@/lib/adapters/toapis/clean-text";
import { isAboutQuota, isLimiterDown, statusWithin } from "@/lib/adapters/toapis/failure-codes";
import { type Fault, readFault } from "@/lib/adapters/toapis/wire";
import { GatewayError, type GatewayErrorCode } from "@/lib/ports/gateway";

/** What an answer of a free call means that is not the one we asked for. */
export function gatewayErrorOf(answer: Answer, secret: string): GatewayError {
  const fault = readFault(answer.json);
  const message = cleanText(fault?.message ?? answer.text, secret);
  const { retryAfterMs, status } = answer;
  return new GatewayError(codeOf(status, fault), `HTTP ${status}: ${message || "empty answer"}`, {
    retryAfterMs,
  });
}

/** A page of the edge says nothing about the key or the request, except in three statuses of its own. */
const CODE_WITHOUT_FAULT: Readonly<Record<number, GatewayErrorCode>> = {
  401: "bad_key",
  413: "refused",
  429: "rate_limited",
};

function codeOf(status: number, fault: Fault | null): GatewayErrorCode {
  if (!fault) return CODE_WITHOUT_FAULT[status] ?? "unreachable";
  if (isLimiterDown(status, fault)) return "rate_limited";
  switch (status) {
    case 401:
      return "bad_key";
    case 402:
      return "no_balance";
    case 403:
      return isAboutQuota(fault) ? "no_balance" : "bad_key";
    case 408:
    case 425:
      return "unreachable";
    case 429:
      return "rate_limited";
    default:
      return defaultCodeOf(status, fault);
  }
}

function defaultCodeOf(status: number, fault: Fault): GatewayErrorCode {
  if (status >= 400) return status < 500 ? "refused" : "unreachable";
  const inner = status < 300 ? statusWithin(fault) : null;
  if (inner && inner >= 400) return codeOf(inner, fault);
  return status < 300 ? "refused" : "unreachable";
}
