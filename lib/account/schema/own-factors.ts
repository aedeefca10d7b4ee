import { z } from "zod";
import { passkeyViewSchema } from "@/lib/account/schema/passkey";

/** What the reader has to show besides their password. */
export const factorViewSchema = z.object({
  /** ISO 8601, of the app; null while there is none. */
  since: z.string().nullable(),
  recoveryCodesLeft: z.number(),
  /** The team demands a second factor of the reader. */
  isRequired: z.boolean(),
  /** Who comes in through a sign-in service may have none. */
  hasPassword: z.boolean(),
  /** Oldest first. */
  passkeys: z.array(passkeyViewSchema),
});
export type FactorView = z.infer<typeof factorViewSchema>;
