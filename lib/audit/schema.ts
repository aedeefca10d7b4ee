import { z } from "zod";
import { localeSchema } from "@/lib/account/schema";
import {
  AUDIT_ACTIONS,
  AUDIT_AUTHORS,
  AUDIT_KINDS,
  LOG_SEARCH_LENGTH_MAX,
} from "@/lib/audit/schema/facts";
import { askedInstantSchema } from "@/lib/shared/instants";

/** Who did it: the id of a person, or one of those who have none. */
const whoSchema = z.union([z.ulid(), z.enum(["operator", "studio"])]);

/** What is absent is not asked for. */
export const logSearchSchema = z.strictObject({
  who: whoSchema.optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  /** In what the object was called. */
  q: z.string().trim().min(1).max(LOG_SEARCH_LENGTH_MAX).optional(),
  from: askedInstantSchema.optional(),
  /** That moment no longer. */
  until: askedInstantSchema.optional(),
});
export type LogSearch = z.output<typeof logSearchSchema>;

export const logExportSchema = logSearchSchema.extend({ language: localeSchema });

const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type LogFacts = z.output<typeof factsSchema>;

const logRowSchema = z.object({
  id: z.string(),
  /** ISO 8601. */
  at: z.string(),
  by: z.enum(AUDIT_AUTHORS),
  /** The name of the person who did it; null unless a person did. */
  person: z.string().nullable(),
  action: z.enum(AUDIT_ACTIONS),
  object: z.object({ kind: z.enum(AUDIT_KINDS), label: z.string() }).nullable(),
  /** From where; null where nobody was at a browser. */
  address: z.string().nullable(),
  /** Such as `Chrome, macOS`; empty when it is not known. */
  device: z.string(),
  before: factsSchema,
  after: factsSchema,
});
export type LogRow = z.output<typeof logRowSchema>;

export const logPageSchema = z.object({
  rows: z.array(logRowSchema),
  /** Null at the end. */
  nextCursor: z.string().nullable(),
});
export type LogPage = z.output<typeof logPageSchema>;

export const logPeopleSchema = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});
