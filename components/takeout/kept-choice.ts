import { z } from "zod";
import {
  CAPTIONS,
  COLUMNS_DEFAULT,
  COLUMNS_MAX,
  COLUMNS_MIN,
  PAPER_ORIENTATIONS,
  PAPERS,
} from "@/lib/sheet/schema/facts";
import {
  EDGES,
  OUTPUT_FORMATS,
  PACK_PATTERN_DEFAULT,
  PATTERN_DEFAULT,
  QUALITY_DEFAULT,
  QUALITY_MAX,
  QUALITY_MIN,
} from "@/lib/takeout/schema/facts";

export const CHOICE_KINDS = ["original", "copy", "pack", "sheet", "facts"] as const;

/** What a person has set in the dialog; fields as typed. */
const choiceSchema = z.object({
  kind: z.enum(CHOICE_KINDS).catch("original"),
  format: z.enum(OUTPUT_FORMATS).catch("jpeg"),
  quality: z.int().min(QUALITY_MIN).max(QUALITY_MAX).catch(QUALITY_DEFAULT),
  background: z
    .string()
    .regex(/^#[\da-f]{6}$/i)
    .catch("#ffffff"),
  edge: z.enum([...EDGES, "as_is"]).catch("long"),
  px: z.string().max(10).catch("2048"),
  sizeIds: z.array(z.string()).max(100).catch(["instagram-portrait", "instagram-story"]),
  pattern: z.string().max(400).catch(PATTERN_DEFAULT),
  packPattern: z.string().max(400).catch(PACK_PATTERN_DEFAULT),
  letters: z.enum(["any", "latin"]).catch("any"),
  copiesSay: z.boolean().catch(true),
  originalsSay: z.boolean().catch(false),
  /** Nobody publishes a prompt by accident. */
  promptSays: z.boolean().catch(false),
  columns: z.int().min(COLUMNS_MIN).max(COLUMNS_MAX).catch(COLUMNS_DEFAULT),
  paper: z.enum(PAPERS).catch("a4"),
  orientation: z.enum(PAPER_ORIENTATIONS).catch("portrait"),
  captions: z
    .array(z.enum(CAPTIONS))
    .max(CAPTIONS.length)
    .catch([...CAPTIONS]),
});
export type Choice = z.output<typeof choiceSchema>;

const place = (personId: string) => `maquette.takeout.${personId}`;

/** The person's last; where the browser keeps nothing, what suits most. */
export function keptChoice(personId: string): Choice {
  try {
    return choiceSchema.parse(JSON.parse(localStorage.getItem(place(personId)) ?? "{}"));
  } catch {
    return choiceSchema.parse({});
  }
}

export function keepChoice(personId: string, choice: Choice): void {
  try {
    localStorage.setItem(place(personId), JSON.stringify(choice));
  } catch {
    // A full or closed storage costs a choice that is made again.
  }
}
