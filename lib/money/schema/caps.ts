import { z } from "zod";
import { budgetScopeSchema } from "@/lib/money/schema";
import { CAP_MICRO_USD_MAX } from "@/lib/money/schema/facts";

const warnPercentSchema = z.int().min(1).max(100);

/** From this month on; a null cap takes the limit away. `scopeId` is that of the team, project or person. */
export const setCapSchema = z.strictObject({
  scope: budgetScopeSchema,
  scopeId: z.ulid(),
  /** Sandbox money has caps of its own. */
  isSandbox: z.boolean(),
  capMicroUsd: z.int().min(0).max(CAP_MICRO_USD_MAX).nullable(),
  warnPercent: warnPercentSchema,
});
export type SetCap = z.output<typeof setCapSchema>;

const capSchema = z.object({
  scope: budgetScopeSchema,
  scopeId: z.string(),
  name: z.string(),
  /** Null: no limit. Only who may set caps is told of those. */
  capMicroUsd: z.int().nullable(),
  warnPercent: warnPercentSchema,
  spentMicroUsd: z.int(),
  /** Held for what is under way. */
  reservedMicroUsd: z.int(),
});
export type CapView = z.infer<typeof capSchema>;

/** Of this month, `YYYY-MM` in UTC. */
export const capsViewSchema = z.object({
  month: z.string(),
  /** ISO 8601. */
  now: z.iso.datetime(),
  isSandbox: z.boolean(),
  caps: z.array(capSchema),
  maySet: z.boolean(),
  /** Names of who can set them, owners first. */
  raisers: z.array(z.string()),
});
export type CapsView = z.infer<typeof capsViewSchema>;

/** What the next press in a project can still cost, by each cap that it has to pass. Empty when there is none. */
export const leftViewSchema = z.object({
  caps: z.array(
    capSchema
      .pick({ scope: true, name: true, warnPercent: true })
      .extend({ capMicroUsd: z.int(), leftMicroUsd: z.int() }),
  ),
  maySet: z.boolean(),
  raisers: z.array(z.string()),
});
export type LeftView = z.infer<typeof leftViewSchema>;

export const moneyKindSchema = z.enum(["real", "sandbox"]);
export type MoneyKind = z.infer<typeof moneyKindSchema>;

export const capsQuerySchema = z.strictObject({ money: moneyKindSchema.optional() });
export const leftQuerySchema = z.strictObject({ projectId: z.ulid() });
