import { z } from "zod";
import { PASSWORD_LENGTH_MAX } from "@/lib/account/schema";

/** A code of the app, or a recovery code, as it was typed or pasted. */
const codeSchema = z.string().trim().min(1).max(60);
const currentPasswordSchema = z.string().min(1).max(PASSWORD_LENGTH_MAX);

export const secondStepSchema = z.strictObject({
  /** What the right password was answered with. */
  ticket: z.string().min(1).max(200),
  code: codeSchema,
});
export type SecondStep = z.output<typeof secondStepSchema>;

export const beginFactorSchema = z.strictObject({ password: currentPasswordSchema });

export const confirmFactorSchema = z.strictObject({ code: codeSchema });

export const factorProofSchema = z.strictObject({
  password: currentPasswordSchema,
  code: codeSchema,
});
export type FactorProof = z.output<typeof factorProofSchema>;

/** Of the reader's own. */
export const factorViewSchema = z.object({
  /** ISO 8601; null while it is off. */
  since: z.string().nullable(),
  recoveryCodesLeft: z.number(),
  /** The team demands it of the reader. */
  isRequired: z.boolean(),
});
export type FactorView = z.infer<typeof factorViewSchema>;

/** What the reader gives their app: shown once. */
export type FactorSecret = { secret: string; picture: { size: number; path: string } };
