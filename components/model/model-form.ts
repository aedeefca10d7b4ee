import {
  MODEL_ID,
  MODEL_PRICE_MICRO_USD_MAX,
  type ModelFacts,
  modelFactsSchema,
} from "@/lib/custom-model/schema";
import type { ModelRow } from "@/lib/generation/models";
import { microUsdFromUsd } from "@/lib/shared/money";

/** What is typed; figures stay text until they are sent. */
export type ModelForm = Omit<ModelFacts, "priceMicroUsd" | "referenceImageCountMax"> & {
  modelId: string;
  /** USD of one picture, with a point or a comma. */
  price: string;
  referenceMax: string;
};

/** The words: messages, `model.invalid`. */
export type FormField =
  | "modelId"
  | "label"
  | "price"
  | "referenceMax"
  | "aspectRatios"
  | "resolutions";

const priceOf = ({ price, defaultResolution }: ModelRow) =>
  (price.perImage[defaultResolution] ?? 0) / 1_000_000;

/** A row as it is, to be changed. */
export const formOf = (row: ModelRow): ModelForm => ({
  modelId: row.id,
  label: row.label,
  aspectRatios: [...row.aspectRatios],
  resolutions: [...row.resolutions],
  defaultResolution: row.defaultResolution,
  resolutionPlaces: [...row.resolutionPlaces],
  optionFields: [...row.optionFields],
  promptLengthMax: row.promptLengthMax,
  referenceMax: String(row.referenceImageCountMax),
  price: String(priceOf(row)),
  note: row.own?.note ?? "",
});

/** What `row` can do, under the names that are typed already. */
export const likeRow = (form: ModelForm, row: ModelRow): ModelForm => ({
  ...formOf(row),
  modelId: form.modelId,
  label: form.label,
  note: form.note,
});

const figureOf = (text: string) =>
  text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));

/** What of it cannot be sent. */
export function invalidFields(form: ModelForm): ReadonlySet<FormField> {
  const priceMicroUsd = microUsdFromUsd(figureOf(form.price));
  const isValid: Record<FormField, boolean> = {
    modelId: MODEL_ID.test(form.modelId.trim()),
    label: form.label.trim() !== "",
    price: priceMicroUsd >= 1 && priceMicroUsd <= MODEL_PRICE_MICRO_USD_MAX,
    referenceMax: modelFactsSchema.shape.referenceImageCountMax.safeParse(
      figureOf(form.referenceMax),
    ).success,
    aspectRatios: form.aspectRatios.length > 0,
    resolutions: form.resolutions.length > 0,
  };
  const fields = Object.keys(isValid) as FormField[];
  return new Set(fields.filter((field) => !isValid[field]));
}

export function factsOf({ modelId: _, price, referenceMax, ...form }: ModelForm): ModelFacts {
  const [first = form.defaultResolution] = form.resolutions;
  return {
    ...form,
    defaultResolution: form.resolutions.includes(form.defaultResolution)
      ? form.defaultResolution
      : first,
    referenceImageCountMax: figureOf(referenceMax),
    priceMicroUsd: microUsdFromUsd(figureOf(price)),
  };
}
