import { z } from "zod";
import { localeSchema } from "@/lib/account/schema";
import { moneyKindSchema } from "@/lib/money/schema/caps";
import { PERIODS, USAGE_GROUPS } from "@/lib/usage/schema/facts";

/** `YYYY-MM-DD`; days are those of UTC, as are the months of budgets. */
const daySchema = z.iso.date();

/** Any day of the period names it. */
export const usageQuerySchema = z.strictObject({
  period: z.enum(PERIODS),
  day: daySchema,
  money: moneyKindSchema,
});
export type UsageQuery = z.output<typeof usageQuerySchema>;

export const groupsQuerySchema = usageQuerySchema.extend({ by: z.enum(USAGE_GROUPS) });
export type GroupsQuery = z.output<typeof groupsQuerySchema>;

export const usageExportSchema = usageQuerySchema.extend({ language: localeSchema });

const microUsdSchema = z.int();

/** Of what was pressed in a time; it counts where it was pressed, whenever it ends. */
export const usageCountsSchema = z.object({
  /** Presses; one whose cell was sent again later counts once. */
  generationCount: z.int(),
  /** Pictures that were asked for. */
  variantCount: z.int(),
  /** Of them, those that came. */
  pictureCount: z.int(),
  /** Picked by somebody and not in the bin. */
  keptCount: z.int(),
  failedCount: z.int(),
  /** What is known to be spent. */
  spentMicroUsd: microUsdSchema,
  /** Of it, for what is kept. */
  keptMicroUsd: microUsdSchema,
  /** Of it, as the gateway's own counter says; the rest is from the price table. */
  measuredMicroUsd: microUsdSchema,
  /** Held for what is under way. */
  reservedMicroUsd: microUsdSchema,
  /** From the press to the picture, ms: half of them took no longer; nine tenths. Null without a picture. */
  waitMs: z.int().nullable(),
  slowWaitMs: z.int().nullable(),
});
export type UsageCounts = z.infer<typeof usageCountsSchema>;

const forecastSchema = z.object({
  /** To the end of the month, what is spent until now counted. */
  lowMicroUsd: microUsdSchema,
  highMicroUsd: microUsdSchema,
  /** Days of our own history that it is made from. */
  historyDays: z.int(),
  /** What is still to come of the month, from today on. */
  days: z.array(z.object({ day: daySchema, microUsd: microUsdSchema })),
});
export type Forecast = z.infer<typeof forecastSchema>;

export const usageViewSchema = z.object({
  /** `own`: only what the person themselves has made. */
  reach: z.enum(["team", "own"]),
  /** ISO 8601. */
  now: z.iso.datetime(),
  from: daySchema,
  /** The last one, also when it is still to come. */
  until: daySchema,
  total: usageCountsSchema,
  /** Of the period before, as far as this one has gone. */
  before: usageCountsSchema,
  /** Of the period, days on which nothing was pressed left out. */
  days: z.array(usageCountsSchema.extend({ day: daySchema })),
  /** Of this month, where the period has today in it; null while there is too little history. */
  forecast: forecastSchema.nullable(),
  /** Why pictures failed, most first. */
  failures: z.array(z.object({ code: z.string(), count: z.int() })),
});
export type UsageView = z.infer<typeof usageViewSchema>;

export const usageGroupsSchema = z.object({
  /** What cost most first. */
  groups: z.array(
    usageCountsSchema.extend({
      key: z.string(),
      name: z.string(),
      /** Such as the code of a project or of the newest generation; empty without one. */
      code: z.string(),
    }),
  ),
  /** There are more than are listed. */
  isCut: z.boolean(),
});
export type UsageGroups = z.infer<typeof usageGroupsSchema>;

/** What a key's account says was used, against our own books. */
export const reconciliationSchema = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      /** What is left by the newest reading; null where the gateway does not tell. */
      left: z.object({ microUsd: microUsdSchema, at: z.iso.datetime() }).nullable(),
      /**
       * Between two readings with nothing of ours in flight: what the gateway's counter moved by, and what our
       * books say of all that was sent in that time. Null while there are no two of them in the period, or where
       * the gateway does not count.
       */
      compared: z
        .object({
          from: z.iso.datetime(),
          until: z.iso.datetime(),
          gatewayMicroUsd: microUsdSchema,
          bookedMicroUsd: microUsdSchema,
        })
        .nullable(),
    }),
  ),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;
