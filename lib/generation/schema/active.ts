import { z } from "zod";
import { generationViewSchema } from "@/lib/generation/schema";

/** Generations under way that are listed by name; the count tells of the rest. */
export const ACTIVE_LIST_LENGTH_MAX = 50;

/** What the team has under way, in whichever project, newest first. */
export const activeListSchema = z.object({
  generations: z.array(generationViewSchema).max(ACTIVE_LIST_LENGTH_MAX),
});
