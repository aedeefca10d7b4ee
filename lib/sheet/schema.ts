import { z } from "zod";
import {
  CAPTIONS,
  COLUMNS_MAX,
  COLUMNS_MIN,
  PAPER_ORIENTATIONS,
  PAPERS,
} from "@/lib/sheet/schema/facts";

/** Of the person who asks: how dates, numbers and lists are written. */
export const sheetLanguageSchema = z.enum(["en", "ru"]);
export type SheetLanguage = z.output<typeof sheetLanguageSchema>;

/** A contact sheet. */
export const sheetOrderSchema = z.strictObject({
  columns: z.int().min(COLUMNS_MIN).max(COLUMNS_MAX),
  paper: z.enum(PAPERS),
  orientation: z.enum(PAPER_ORIENTATIONS),
  captions: z.array(z.enum(CAPTIONS)).max(CAPTIONS.length),
  language: sheetLanguageSchema,
});
export type SheetOrder = z.output<typeof sheetOrderSchema>;

/** A table of facts. */
export const factsOrderSchema = z.strictObject({ language: sheetLanguageSchema });
export type FactsOrder = z.output<typeof factsOrderSchema>;
