import { z } from "zod";
import { PASSWORD_LENGTH_MAX } from "@/lib/account/schema";

/** A code of the app, or a recovery code, as it was typed or pasted. */
export const factorCodeSchema = z.string().trim().min(1).max(60);
export const currentPasswordSchema = z.string().min(1).max(PASSWORD_LENGTH_MAX);

export const secondStepSchema = z.strictObject({
  /** What the right password was answered with. */
  ticket: z.string().min(1).max(200),
  code: factorCodeSchema,
});
export type SecondStep = z.output<typeof secondStepSchema>;

export const confirmFactorSchema = z.strictObject({ code: factorCodeSchema });

/** What the reader gives their app: shown once. */
export type FactorSecret = { secret: string; picture: { size: number; path: string } };

/** What somebody at the door can show besides a recovery code. */
export type FactorWays = { app: boolean; passkey: boolean };
