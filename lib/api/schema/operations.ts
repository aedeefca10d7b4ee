import { z } from "zod";
import {
  API_PAGE_SIZE_MAX,
  apiCreatedSchema,
  apiCreateSchema,
  apiGenerationPageSchema,
  apiGenerationSchema,
  apiImageSchema,
  apiModelsSchema,
  apiPicturePageSchema,
  apiProjectsSchema,
  apiReferencePageSchema,
  apiReferenceSchema,
  apiTokenSchema,
  apiUsageSchema,
  apiVariantSchema,
} from "@/lib/api/schema";
import type { ApiProblemCode } from "@/lib/api/schema/problems";
import type { ApiScope } from "@/lib/api-token/schema/facts";
import { DERIVATIVE_WIDTHS } from "@/lib/image/schema/facts";
import { SEARCH_LENGTH_MAX } from "@/lib/library/schema/facts";

export type Operation = {
  method: "GET" | "POST";
  /** An id of the path is called `{id}` and is a ULID. */
  path: `/api/v1/${string}`;
  /** Null: any token will do. */
  scope: ApiScope | null;
  query: z.ZodObject;
  /** A JSON object, the raw bytes of a picture, or nothing. */
  body: z.ZodType | "file" | null;
  /** Beside the token. */
  headers: readonly { name: string; isRequired: boolean }[];
  status: 200 | 201;
  /** Null: the bytes of a picture. */
  answer: z.ZodType | null;
  /** Beside what every operation may refuse with. */
  problems: readonly ApiProblemCode[];
};

/** What can be wrong with any request. */
export const COMMON_PROBLEMS = [
  "token_missing",
  "token_malformed",
  "token_unknown",
  "token_revoked",
  "token_expired",
  "second_factor_missing",
  "token_in_address",
  "too_many_requests",
  "invalid_input",
  "internal",
] as const satisfies readonly ApiProblemCode[];

const NO_QUERY = z.strictObject({});
const page = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(API_PAGE_SIZE_MAX).default(20),
};
const fileQuery = z.strictObject({
  width: z.enum(DERIVATIVE_WIDTHS.map(String) as [string, ...string[]]).optional(),
});
const PLAIN = { query: NO_QUERY, body: null, headers: [], status: 200, problems: [] } as const;

export const IDEMPOTENCY_HEADER = "Idempotency-Key";
const FILE_NAME = { name: "X-File-Name", isRequired: false } as const;

/** Everything under `/api/v1`: the routes check with it, and the document and its page are written from it. */
export const OPERATIONS = {
  getToken: { ...PLAIN, method: "GET", path: "/api/v1/token", scope: null, answer: apiTokenSchema },
  listProjects: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/projects", scope: "read" },
    answer: apiProjectsSchema,
  },
  listModels: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/models", scope: "read" },
    answer: apiModelsSchema,
  },
  createGeneration: {
    ...{ ...PLAIN, method: "POST", path: "/api/v1/generations", scope: "generate" },
    body: apiCreateSchema,
    headers: [{ name: IDEMPOTENCY_HEADER, isRequired: true }],
    ...{ status: 201, answer: apiCreatedSchema },
    problems: [
      ...["scope_missing", "forbidden", "body_unreadable", "too_large"],
      ...["idempotency_key_missing", "idempotency_mismatch", "idempotency_taken"],
      ...["project_missing", "model_unavailable", "illegal_settings", "prompt_too_long"],
      ...["prompt_incomplete", "too_many_expansions", "too_many_references"],
      ...["references_missing", "no_price", "queue_full", "budget_exceeded"],
    ] as ApiProblemCode[],
  },
  listGenerations: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/generations", scope: "read" },
    query: z.strictObject({ projectId: z.ulid(), ...page }),
    answer: apiGenerationPageSchema,
    problems: ["scope_missing", "bad_cursor"],
  },
  getGeneration: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/generations/{id}", scope: "read" },
    answer: apiGenerationSchema,
    problems: ["scope_missing", "not_found"],
  },
  getVariant: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/variants/{id}", scope: "read" },
    answer: apiVariantSchema,
    problems: ["scope_missing", "not_found"],
  },
  getOriginal: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/variants/{id}/original", scope: "read" },
    answer: null,
    problems: ["scope_missing", "not_found", "storage_away"],
  },
  getImage: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/images/{id}", scope: "read" },
    answer: apiImageSchema,
    problems: ["scope_missing", "not_found"],
  },
  getImageFile: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/images/{id}/file", scope: "read" },
    ...{ query: fileQuery, answer: null },
    problems: ["scope_missing", "not_found", "storage_away"],
  },
  searchLibrary: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/library", scope: "read" },
    query: z.strictObject({ q: z.string().max(SEARCH_LENGTH_MAX).default(""), ...page }),
    answer: apiPicturePageSchema,
    problems: ["scope_missing", "bad_cursor"],
  },
  addReference: {
    ...{ ...PLAIN, method: "POST", path: "/api/v1/references", scope: "upload" },
    body: "file",
    headers: [FILE_NAME],
    ...{ status: 201, answer: apiReferenceSchema },
    problems: [
      ...["scope_missing", "forbidden", "too_large", "too_slow", "incomplete", "empty_file"],
      ...["not_an_image", "unsupported_kind", "image_malformed", "image_animated"],
      ...["too_many_pixels", "side_out_of_range", "storage_full"],
    ] as ApiProblemCode[],
  },
  listReferences: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/references", scope: "read" },
    query: z.strictObject(page),
    answer: apiReferencePageSchema,
    problems: ["scope_missing", "bad_cursor"],
  },
  getReference: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/references/{id}", scope: "read" },
    answer: apiReferenceSchema,
    problems: ["scope_missing", "not_found"],
  },
  getReferenceFile: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/references/{id}/file", scope: "read" },
    ...{ query: fileQuery, answer: null },
    problems: ["scope_missing", "not_found", "storage_away"],
  },
  getUsage: {
    ...{ ...PLAIN, method: "GET", path: "/api/v1/usage", scope: "usage" },
    query: z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    answer: apiUsageSchema,
    problems: ["scope_missing"],
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;
