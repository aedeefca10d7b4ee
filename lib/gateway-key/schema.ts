import { z } from "zod";
import {
  ACCOUNT_GROUPS,
  KEY_LABEL_LENGTH_MAX,
  KEY_SECRET_LENGTH_MAX,
  KEY_SECRET_LENGTH_MIN,
} from "@/lib/gateway-key/schema/facts";

const labelSchema = z.string().trim().min(1).max(KEY_LABEL_LENGTH_MAX);
/** As it was pasted: with `Bearer` before it, or blanks around. */
const secretSchema = z
  .string()
  .max(KEY_SECRET_LENGTH_MAX)
  .transform((text) => text.trim().replace(/^Bearer\s+/i, ""))
  .pipe(
    z
      .string()
      .min(KEY_SECRET_LENGTH_MIN)
      .regex(/^[\x21-\x7e]+$/),
  );
const baseUrlSchema = z.string().trim().min(1).max(500);
export const accountGroupSchema = z.enum(ACCOUNT_GROUPS);
export type AccountGroup = z.output<typeof accountGroupSchema>;

export const addKeySchema = z.strictObject({
  label: labelSchema,
  baseUrl: baseUrlSchema,
  group: accountGroupSchema,
  secret: secretSchema,
});
export type AddKey = z.output<typeof addKeySchema>;

export const changeKeySchema = z.strictObject({
  keyId: z.ulid(),
  label: labelSchema,
  baseUrl: baseUrlSchema,
  group: accountGroupSchema,
});
export type ChangeKey = z.output<typeof changeKeySchema>;

export const replaceSecretSchema = z.strictObject({ keyId: z.ulid(), secret: secretSchema });
export type ReplaceSecret = z.output<typeof replaceSecretSchema>;

export const switchKeySchema = z.strictObject({ keyId: z.ulid(), isEnabled: z.boolean() });
export type SwitchKey = z.output<typeof switchKeySchema>;

export const keyIdSchema = z.strictObject({ keyId: z.ulid() });

/** Null: whatever serves the team, or for the team itself the key of the settings or its oldest. */
export const chooseKeySchema = z.strictObject({
  projectId: z.ulid().nullable(),
  keyId: z.ulid().nullable(),
});
export type ChooseKey = z.output<typeof chooseKeySchema>;

/** What a check found. `sealed`: the master key of this installation does not open it. */
export const checkCodeSchema = z.enum([
  "works",
  "bad_key",
  "no_balance",
  "rate_limited",
  "refused",
  "unreachable",
  "sealed",
]);
export type CheckCode = z.output<typeof checkCodeSchema>;

const instantSchema = z.iso.datetime();
const readingSchema = z.object({ at: instantSchema, credits: z.number() });

const keySchema = z.object({
  id: z.string(),
  label: z.string(),
  baseUrl: z.string(),
  group: accountGroupSchema,
  lastFour: z.string(),
  fingerprint: z.string(),
  isEnabled: z.boolean(),
  /** Why nothing goes out with it for now, and when it is looked at again; null while it may be used. */
  suspended: z
    .object({
      code: z.enum(["bad_key", "no_balance", "unreachable", "unknowns"]),
      nextLookAt: instantSchema,
    })
    .nullable(),
  isChecking: z.boolean(),
  check: z
    .object({ code: checkCodeSchema, at: instantSchema, modelCount: z.int().nullable() })
    .nullable(),
  /** Oldest first; what it had left, in credits of half a cent. */
  balances: z.array(readingSchema).max(60),
  /** Pictures that are not at their end. */
  underWayCount: z.int(),
});
export type KeyView = z.infer<typeof keySchema>;

/** Keys of a team, for whoever looks after it. The secrets are in none of it. */
export const keysViewSchema = z.object({
  keys: z.array(keySchema).max(100),
  /** Of the installation's settings. */
  settings: z.object({ isSandbox: z.boolean(), label: z.string(), host: z.string() }).nullable(),
  /** What the team has said; null when it has not. */
  chosenId: z.string().nullable(),
  /** What new work goes out with where a project has no key of its own; null for that of the settings. */
  servingId: z.string().nullable(),
  projects: z.array(
    z.object({ id: z.string(), name: z.string(), code: z.string(), keyId: z.string().nullable() }),
  ),
});
export type KeysView = z.infer<typeof keysViewSchema>;
