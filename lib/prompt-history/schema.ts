import { z } from "zod";
import { variablesSchema } from "@/lib/generation/schema/inputs";

export const PAST_PROMPT_PAGE_SIZE = 30;
export const SEARCH_LENGTH_MAX = 200;

/** `mine` is what the person has sent, `team` what anybody has. */
export const PROMPT_SCOPES = ["mine", "team"] as const;
export const promptScopeSchema = z.enum(PROMPT_SCOPES);
export type PromptScope = z.infer<typeof promptScopeSchema>;

export const promptSearchSchema = z.string().max(SEARCH_LENGTH_MAX);

/** A text that was sent, once, however often it was used. */
export const pastPromptSchema = z.object({
  /** Of the newest generation with this text. */
  generationId: z.ulid(),
  /** As typed. */
  prompt: z.string(),
  variables: variablesSchema,
  useCount: z.int(),
  usedAt: z.iso.datetime(),
  /** Who used it last. */
  author: z.object({ id: z.ulid(), name: z.string() }),
  /** The newest picture that it made. */
  image: z.object({ id: z.ulid(), thumbhash: z.string().nullable() }).nullable(),
});
export type PastPrompt = z.infer<typeof pastPromptSchema>;

export const pastPromptPageSchema = z.object({
  prompts: z.array(pastPromptSchema).max(PAST_PROMPT_PAGE_SIZE),
  /** Opaque; null on the last page. */
  nextCursor: z.string().nullable(),
  /** All that there are; null on a later page and in a search. */
  total: z.int().nullable(),
});
export type PastPromptPage = z.infer<typeof pastPromptPageSchema>;
