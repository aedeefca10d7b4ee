import { z } from "zod";
import { nameSchema, newPasswordSchema, PASSWORD_LENGTH_MAX } from "@/lib/account/schema";

export const renameSelfSchema = z.strictObject({ name: nameSchema });

export const changePasswordSchema = z.strictObject({
  /** Null: there is none yet, and the person has signed in a moment ago. */
  current: z.string().min(1).max(PASSWORD_LENGTH_MAX).nullable(),
  next: newPasswordSchema,
});
export type ChangePassword = z.output<typeof changePasswordSchema>;

export const sessionIdSchema = z.strictObject({ sessionId: z.ulid() });

/** A session of the reader's own. */
export const deviceViewSchema = z.object({
  sessionId: z.string(),
  /** Such as "Firefox"; null where it is not known. */
  browser: z.string().nullable(),
  /** Such as "Windows". */
  system: z.string().nullable(),
  /** ISO 8601. */
  signedInAt: z.string(),
  lastSeenAt: z.string(),
  isThis: z.boolean(),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

export const devicesViewSchema = z.object({ devices: z.array(deviceViewSchema) });
