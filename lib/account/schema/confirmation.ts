import { z } from "zod";
import { PASSWORD_LENGTH_MAX } from "@/lib/account/schema";

/** The password, or a code of whoever has a second factor. */
export const confirmSelfSchema = z.strictObject({
  proof: z.string().min(1).max(PASSWORD_LENGTH_MAX),
});
