import {
  contentPolicyViolation,
  html,
  json,
  modelNotFound,
  paymentRequired,
  unauthorized,
} from "@/lib/sandbox/answers";
import { showEmptyBalance } from "@/lib/sandbox/faults/account";
import type { FaultTable } from "@/lib/sandbox/faults/fault";

/** Section 1 of the catalogue: the gateway says no, and nothing is charged. */
export const refusalFaults = (): FaultTable => ({
  F27: { refuse: contentPolicyViolation },
  F27b: { refuse: () => refusal(400, "content_policy_violation", "Refused by the safety system") },
  F28: { refuse: unauthorized },
  F28b: {
    // Every call with it meets the same.
    call: () => refusal(403, "access_denied", "This token has been disabled"),
  },
  F29: {
    refuse: ({ model }) => refusal(403, "access_denied", `This token has no access to ${model}`),
  },
  F30: { refuse: paymentRequired, call: showEmptyBalance },
  F30b: {
    refuse: () => refusal(403, "insufficient_quota", "The quota of this token is used up"),
    call: showEmptyBalance,
  },
  F31: { refuse: () => refusal(413, "request_too_large", "The request is too large") },
  F31b: { refuse: () => html(413, "Request Entity Too Large") },
  F32: { refuse: ({ model }) => modelNotFound(model) },
  F32b: {
    refuse: ({ model }) => refusal(400, "model_not_found", `No available channel for ${model}`),
  },
  F33: {
    refuse: () =>
      json(422, {
        error: {
          code: "invalid_request",
          message: "metadata.resolution: this account may ask for 1K only",
          param: "metadata.resolution",
          type: "invalid_request_error",
        },
      }),
  },
  F50: { refuse: () => html(403, "Forbidden") },
});

const refusal = (status: number, code: string, message: string) =>
  json(status, { error: { code, message, type: "invalid_request_error" } });
