import { z } from "zod";
import { draftSchema } from "@/lib/draft/schema";

/** The server has its limits; what lies in this browser has none. */
export const localDraftSchema = z.object({
  draft: draftSchema.extend({ prompt: z.string() }),
  images: z.array(
    z.object({
      id: z.ulid(),
      thumbhash: z.string().nullable(),
      width: z.int().optional(),
      height: z.int().optional(),
    }),
  ),
});
