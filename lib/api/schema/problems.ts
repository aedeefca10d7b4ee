import { z } from "zod";

/** HTTP status by code: everything that the token API refuses with. The sentences: `lib/api/policy/problems.ts`. */
export const API_PROBLEMS = {
  token_in_address: 400,
  body_unreadable: 400,
  bad_cursor: 400,
  incomplete: 400,
  token_missing: 401,
  token_malformed: 401,
  token_unknown: 401,
  token_revoked: 401,
  token_expired: 401,
  second_factor_missing: 401,
  scope_missing: 403,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_slow: 408,
  idempotency_mismatch: 409,
  idempotency_taken: 409,
  budget_exceeded: 409,
  too_large: 413,
  not_an_image: 415,
  unsupported_kind: 415,
  invalid_input: 422,
  idempotency_key_missing: 422,
  project_missing: 422,
  model_unavailable: 422,
  illegal_settings: 422,
  prompt_too_long: 422,
  prompt_incomplete: 422,
  too_many_expansions: 422,
  too_many_references: 422,
  references_missing: 422,
  parent_missing: 422,
  no_price: 422,
  empty_file: 422,
  image_malformed: 422,
  image_animated: 422,
  too_many_pixels: 422,
  side_out_of_range: 422,
  too_many_requests: 429,
  queue_full: 429,
  internal: 500,
  storage_away: 503,
  storage_full: 507,
} as const;

export type ApiProblemCode = keyof typeof API_PROBLEMS;
export const API_PROBLEM_CODES = Object.keys(API_PROBLEMS) as [ApiProblemCode, ...ApiProblemCode[]];

/** RFC 9457. A code may bring facts of its own beside these. */
export const apiProblemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** Stays the same, whatever the sentence says. */
  code: z.enum(API_PROBLEM_CODES),
  /** One sentence: what is wrong, and what to do. */
  detail: z.string(),
  requestId: z.string(),
});
