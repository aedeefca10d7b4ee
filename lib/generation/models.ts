import type { AspectRatio, Resolution } from "@/lib/generation/schema";
import type {
  GenerationOptions,
  OptionField,
  ResolutionPlace,
} from "@/lib/generation/schema/inputs";
import { type MicroUsd, microUsdFromUsd } from "@/lib/shared/money";

export type ModelPrice = {
  perImage: Partial<Record<Resolution, MicroUsd>>;
  /**
   * `upper_estimate`: no gateway price was found, so Google's own is shown as the most it should cost.
   * `entered`: by a person of the team.
   */
  kind: "listed" | "upper_estimate" | "entered";
  source: string;
  /** Day or month in which the source was read. */
  readOn: string;
};

export type ModelRow = {
  id: string;
  label: string;
  /** Short form for narrow screens. */
  shortLabel: string;
  aspectRatios: readonly AspectRatio[];
  resolutions: readonly Resolution[];
  defaultResolution: Resolution;
  resolutionPlaces: readonly ResolutionPlace[];
  referenceImageCountMax: number;
  /** Code points; null where the gateway states none below its 65,536 tokens. */
  promptLengthMax: number | null;
  optionFields: readonly OptionField[];
  price: ModelPrice;
  source: string;
  /** Of a row that the team has added itself. */
  own?: { rowId: string; note: string };
};

const SEED_RATIOS = ["1:1", "3:4", "9:16", "4:3", "16:9", "21:9"] as const;
const TEN_RATIOS = [
  "1:1",
  "4:5",
  "3:4",
  "2:3",
  "9:16",
  "5:4",
  "4:3",
  "3:2",
  "16:9",
  "21:9",
] as const;
const OFFICIAL_OPTIONS = [
  "temperature",
  "topP",
  "maxOutputTokens",
  "personGeneration",
  "imageOutputOptions",
  "thinkingConfig",
  "safetySettings",
] as const;

const usd = (figures: Partial<Record<Resolution, number>>): ModelPrice["perImage"] =>
  Object.fromEntries(
    Object.entries(figures).map(([resolution, figure]) => [resolution, microUsdFromUsd(figure)]),
  );

const TOAPIS_DOCS = "docs.toapis.com, read 2026-08-20";
const QUOTE = { source: "ToAPIs quote call", readOn: "2026-09-12" } as const;
const GOOGLE_DIRECT = {
  kind: "upper_estimate",
  source: "Google, direct price",
  readOn: "2026-09",
} as const;

/** At least one; the first is the default. */
export type ModelRows = readonly [ModelRow, ...ModelRow[]];

/** The capability table. */
export const MODELS: ModelRows = [
  {
    id: "gemini-3-pro-image-preview-4k",
    label: "Gemini 3 Pro Image 4K",
    shortLabel: "Pro 4K",
    aspectRatios: SEED_RATIOS,
    resolutions: ["4K"],
    defaultResolution: "4K",
    resolutionPlaces: ["top_level", "metadata"],
    referenceImageCountMax: 14,
    promptLengthMax: null,
    optionFields: [],
    price: { perImage: usd({ "4K": 0.06 }), kind: "listed", ...QUOTE },
    source: "toapis.com model page, 2026-05-02",
  },
  {
    id: "gemini-3-pro-image-preview",
    label: "Gemini 3 Pro Image",
    shortLabel: "Pro",
    aspectRatios: TEN_RATIOS,
    resolutions: ["1K", "2K", "4K"],
    defaultResolution: "2K",
    resolutionPlaces: ["metadata"],
    referenceImageCountMax: 14,
    promptLengthMax: null,
    optionFields: ["orientation"],
    price: { perImage: usd({ "1K": 0.04, "2K": 0.05, "4K": 0.06 }), kind: "listed", ...QUOTE },
    source: TOAPIS_DOCS,
  },
  {
    id: "gemini-3-pro-image-preview-official",
    label: "Gemini 3 Pro Image, official",
    shortLabel: "Pro official",
    aspectRatios: TEN_RATIOS,
    resolutions: ["1K", "2K", "4K"],
    defaultResolution: "2K",
    resolutionPlaces: ["metadata"],
    referenceImageCountMax: 14,
    promptLengthMax: null,
    optionFields: OFFICIAL_OPTIONS,
    price: { perImage: usd({ "1K": 0.134, "2K": 0.134, "4K": 0.24 }), ...GOOGLE_DIRECT },
    source: TOAPIS_DOCS,
  },
  {
    id: "gemini-3.1-flash-image-preview",
    label: "Gemini 3.1 Flash Image",
    shortLabel: "Flash",
    aspectRatios: [...TEN_RATIOS, "1:4", "4:1", "1:8", "8:1"],
    resolutions: ["0.5K", "1K", "2K", "4K"],
    defaultResolution: "1K",
    resolutionPlaces: ["metadata"],
    referenceImageCountMax: 14,
    promptLengthMax: null,
    optionFields: ["google_search", "google_image_search"],
    price: {
      // No price for 0.5K was found: 1K is the upper bound.
      perImage: usd({ "0.5K": 0.025, "1K": 0.025, "2K": 0.03, "4K": 0.04 }),
      kind: "listed",
      ...QUOTE,
    },
    source: TOAPIS_DOCS,
  },
  {
    id: "gemini-3.1-flash-image-preview-official",
    label: "Gemini 3.1 Flash Image, official",
    shortLabel: "Flash official",
    aspectRatios: [...TEN_RATIOS, "4:1", "8:1"],
    resolutions: ["1K", "2K", "4K"],
    defaultResolution: "1K",
    resolutionPlaces: ["metadata"],
    referenceImageCountMax: 14,
    promptLengthMax: null,
    optionFields: OFFICIAL_OPTIONS,
    price: { perImage: usd({ "1K": 0.067, "2K": 0.101, "4K": 0.151 }), ...GOOGLE_DIRECT },
    source: TOAPIS_DOCS,
  },
  {
    id: "gemini-2.5-flash-image-preview",
    label: "Gemini 2.5 Flash Image",
    shortLabel: "2.5 Flash",
    aspectRatios: ["1:1", "3:4", "2:3", "9:16", "4:3", "3:2", "16:9"],
    resolutions: ["1K"],
    defaultResolution: "1K",
    resolutionPlaces: [],
    // The gateway's text says 14; Google's model takes 3, and a fourth would be dropped in silence.
    referenceImageCountMax: 3,
    promptLengthMax: 1_000,
    optionFields: ["orientation"],
    price: { perImage: usd({ "1K": 0.039 }), ...GOOGLE_DIRECT },
    source: TOAPIS_DOCS,
  },
  {
    id: "gemini-2.5-flash-image-official",
    label: "Gemini 2.5 Flash Image, official",
    shortLabel: "2.5 official",
    aspectRatios: TEN_RATIOS,
    resolutions: ["1K"],
    defaultResolution: "1K",
    resolutionPlaces: [],
    referenceImageCountMax: 3,
    promptLengthMax: null,
    optionFields: [
      "temperature",
      "topP",
      "maxOutputTokens",
      "personGeneration",
      "imageOutputOptions",
      "safetySettings",
    ],
    price: { perImage: usd({ "1K": 0.039 }), ...GOOGLE_DIRECT },
    source: TOAPIS_DOCS,
  },
];

export const DEFAULT_MODEL = MODELS[0];

/** Null when the table has no such row. */
export const findModel = (id: string): ModelRow | null =>
  MODELS.find((row) => row.id === id) ?? null;

/** Those of `options` that the model has. The others are kept and not sent. */
export const optionsOf = (
  { optionFields }: Pick<ModelRow, "optionFields">,
  options: GenerationOptions,
): GenerationOptions =>
  Object.fromEntries(
    optionFields.flatMap((field) => {
      const value = options[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
