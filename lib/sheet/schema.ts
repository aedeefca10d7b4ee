import { z } from "zod";
import { localeSchema } from "@/lib/account/schema";
import {
  CAPTIONS,
  COLUMNS_MAX,
  COLUMNS_MIN,
  PAPER_ORIENTATIONS,
  PAPERS,
} from "@/lib/sheet/schema/facts";

/** A contact sheet. */
export const sheetOrderSchema = z.strictObject({
  columns: z.int().min(COLUMNS_MIN).max(COLUMNS_MAX),
  paper: z.enum(PAPERS),
  orientation: z.enum(PAPER_ORIENTATIONS),
  captions: z.array(z.enum(CAPTIONS)).max(CAPTIONS.length),
  /** Of the person who asks: how dates are written. */
  language: localeSchema,
});
export type SheetOrder = z.output<typeof sheetOrderSchema>;
