import { z } from "zod";

export const PROMPT_PAGE_SIZE = 30;
/** Of what is looked for, in UTF-16 code units. */
export const PROMPT_SEARCH_LENGTH_MAX = 200;

export const promptScopeSchema = z.enum(["mine", "team"]);
export type PromptScope = z.infer<typeof promptScopeSchema>;

export const promptEntrySchema = z.object({
  /** Of the newest generation with this text. */
  id: z.ulid(),
  prompt: z.string(),
  /** Such as `AK-1122-08`. */
  code: z.string(),
  authorName: z.string(),
  createdAt: z.iso.datetime(),
  /** Of its first finished picture; null while there is none. */
  imageId: z.ulid().nullable(),
});
export type PromptEntry = z.infer<typeof promptEntrySchema>;

export const promptPageSchema = z.object({
  entries: z.array(promptEntrySchema),
  /** Null on the last page. */
  nextCursor: z.string().nullable(),
});
export type PromptPage = z.infer<typeof promptPageSchema>;
