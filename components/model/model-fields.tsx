import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FormField } from "@/components/model/model-form";
import { ToggleSet } from "@/components/model/toggle-set";
import type { useModelForm } from "@/components/model/use-model-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { MODEL_LABEL_LENGTH_MAX, MODEL_NOTE_LENGTH_MAX } from "@/lib/custom-model/schema";
import type { ModelRow } from "@/lib/generation/models";
import { ASPECT_RATIOS, RESOLUTIONS } from "@/lib/generation/schema/facts";
import { optionFieldSchema, resolutionPlaceSchema } from "@/lib/generation/schema/inputs";

const asChoice = <V extends string>(value: V) => ({ value, text: value });

type ModelFieldsProps = {
  form: ReturnType<typeof useModelForm>;
  models: readonly ModelRow[];
  start: ModelRow;
};

export function ModelFields({
  form: { form, set, copy, invalid },
  models,
  start,
}: ModelFieldsProps) {
  const t = useTranslations("model");
  const errorOf = (field: FormField) =>
    invalid.has(field as never) ? t(`invalid.${field}`) : undefined;
  return (
    <>
      <Field
        label={t("id")}
        hint={t("idHint")}
        error={errorOf("modelId")}
        value={form.modelId}
        readOnly={start.own !== undefined}
        onChange={({ target }) => set({ modelId: target.value })}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        autoFocus={!start.own}
        className="[&_input]:font-mono"
      />
      <Field
        label={t("name")}
        error={errorOf("label")}
        value={form.label}
        onChange={({ target }) => set({ label: target.value })}
        maxLength={MODEL_LABEL_LENGTH_MAX}
        autoComplete="off"
      />
      {start.own ? null : <LikeSelect models={models} start={start} copy={copy} />}
      <ToggleSet
        legend={t("ratios")}
        choices={ASPECT_RATIOS.map(asChoice)}
        chosen={form.aspectRatios}
        onChange={(aspectRatios) => set({ aspectRatios })}
        error={errorOf("aspectRatios")}
      />
      <ToggleSet
        legend={t("resolutions")}
        choices={RESOLUTIONS.map(asChoice)}
        chosen={form.resolutions}
        onChange={(resolutions) => set({ resolutions })}
        error={errorOf("resolutions")}
      />
      <WireFields form={form} set={set} />
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t("referenceMax")}
          error={errorOf("referenceMax")}
          value={form.referenceMax}
          onChange={({ target }) => set({ referenceMax: target.value })}
          inputMode="numeric"
          autoComplete="off"
        />
        <Field
          label={t("price")}
          error={errorOf("price")}
          value={form.price}
          onChange={({ target }) => set({ price: target.value })}
          inputMode="decimal"
          autoComplete="off"
        />
      </div>
      <Field
        label={t("note")}
        value={form.note}
        onChange={({ target }) => set({ note: target.value })}
        maxLength={MODEL_NOTE_LENGTH_MAX}
        autoComplete="off"
      />
    </>
  );
}

type LikeSelectProps = Pick<ModelFieldsProps, "models" | "start"> & {
  copy: (row: ModelRow) => void;
};

/** Everything below it is copied from there, and can be changed. */
function LikeSelect({ models, start, copy }: LikeSelectProps) {
  const t = useTranslations("model");
  const [likeId, setLikeId] = useState(start.id);
  return (
    <div>
      <p aria-hidden="true" className="mb-1 text-ink-2 text-small">
        {t("like")}
      </p>
      <Select
        label={t("like")}
        value={likeId}
        choices={models.map(({ id, label }) => ({ value: id, text: label }))}
        onChange={(id) => {
          const row = models.find((each) => each.id === id);
          if (row) copy(row);
          setLikeId(id);
        }}
        className="h-9 w-full"
      />
    </div>
  );
}

/** What the request carries beyond shape and text. */
function WireFields({ form, set }: Pick<ReturnType<typeof useModelForm>, "form" | "set">) {
  const t = useTranslations("model");
  const words = useTranslations("viewer");
  return (
    <>
      <ToggleSet
        legend={t("places")}
        choices={resolutionPlaceSchema.options.map((value) => ({
          value,
          text: t(`place.${value}`),
        }))}
        chosen={form.resolutionPlaces}
        onChange={(resolutionPlaces) => set({ resolutionPlaces })}
      />
      <ToggleSet
        legend={t("fields")}
        choices={optionFieldSchema.options.map((value) => ({
          value,
          text: words(`option.${value}`),
        }))}
        chosen={form.optionFields}
        onChange={(optionFields) => set({ optionFields })}
      />
    </>
  );
}
