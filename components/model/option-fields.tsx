import { useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { ChoiceRow } from "@/components/model/choice-row";
import { FILE_TYPES } from "@/components/model/file-types";
import { NumberRow, type Scale } from "@/components/model/number-row";
import { type OptionFieldProps, OptionRow } from "@/components/model/option-row";
import { SafetyRows } from "@/components/model/safety-rows";
import { Switch } from "@/components/ui/switch";
import {
  type GenerationOptions,
  type OptionField,
  ORIENTATIONS,
  OUTPUT_MIMES,
  PERSON_RULES,
  THINKING_LEVELS,
} from "@/lib/generation/schema/inputs";

// Ends and defaults: docs.toapis.com, Gemini official pages, read 2026-08-20.
const SCALES = {
  temperature: { min: 0, max: 2, step: 0.1, rest: 1 },
  topP: { min: 0, max: 1, step: 0.05, rest: 0.95 },
  maxOutputTokens: { min: 1_024, max: 32_768, step: 1_024, rest: 32_768 },
} satisfies Partial<Record<OptionField, Scale>>;

const numberField = (field: keyof typeof SCALES) =>
  function NumberField({ label, options, setOptions }: OptionFieldProps) {
    return (
      <NumberRow
        {...SCALES[field]}
        label={label}
        value={options[field]}
        onChange={(value) => setOptions({ [field]: value })}
      />
    );
  };

const LEVEL_SCALE: Scale = { min: 0, max: 3, step: 1, rest: 3 };

function ThinkingField({ label, options, setOptions }: OptionFieldProps) {
  const t = useTranslations("model");
  const level = options.thinkingConfig?.thinkingLevel;
  return (
    <NumberRow
      {...LEVEL_SCALE}
      label={label}
      value={level && THINKING_LEVELS.indexOf(level)}
      text={level && t(`thinking.${level}`)}
      onChange={(index) => {
        const thinkingLevel = index === undefined ? undefined : THINKING_LEVELS[index];
        setOptions({ thinkingConfig: thinkingLevel && { thinkingLevel } });
      }}
    />
  );
}

const QUALITY_SCALE: Scale = { min: 0, max: 100, step: 5, rest: 75 };

/** Only a JPEG has a quality. */
function OutputFields({ label, options, setOptions }: OptionFieldProps) {
  const t = useTranslations("model");
  const output = options.imageOutputOptions;
  const quality = output?.compressionQuality;
  return (
    <>
      <ChoiceRow
        label={label}
        value={output?.mimeType}
        choices={OUTPUT_MIMES.map((value) => ({ value, text: FILE_TYPES[value] }))}
        onChange={(mimeType) => setOptions({ imageOutputOptions: mimeType && { mimeType } })}
      />
      {output?.mimeType === "image/jpeg" ? (
        <NumberRow
          {...QUALITY_SCALE}
          label={t("quality")}
          value={quality}
          onChange={(compressionQuality) =>
            setOptions({ imageOutputOptions: { mimeType: "image/jpeg", compressionQuality } })
          }
        />
      ) : null}
    </>
  );
}

function PeopleField({ label, options, setOptions }: OptionFieldProps) {
  const t = useTranslations("model");
  return (
    <ChoiceRow
      label={label}
      value={options.personGeneration}
      choices={PERSON_RULES.map((value) => ({ value, text: t(`people.${value}`) }))}
      onChange={(personGeneration) => setOptions({ personGeneration })}
    />
  );
}

function OrientationField({ label, options, setOptions }: OptionFieldProps) {
  const t = useTranslations("model");
  return (
    <ChoiceRow
      label={label}
      value={options.orientation}
      choices={ORIENTATIONS.map((value) => ({ value, text: t(`orientation.${value}`) }))}
      onChange={(orientation) => setOptions({ orientation })}
    />
  );
}

const searchField = (
  field: "google_search" | "google_image_search",
  change: (isOn: true | undefined) => GenerationOptions,
) =>
  function SearchField({ label, options, setOptions }: OptionFieldProps) {
    return (
      <OptionRow label={label} isSet={false} reset={() => undefined}>
        <Switch
          aria-label={label}
          checked={options[field] ?? false}
          onCheckedChange={(isOn) => setOptions(change(isOn || undefined))}
        />
      </OptionRow>
    );
  };

/** One control for each value that some model takes. */
export const OPTION_FIELDS: Record<OptionField, ComponentType<OptionFieldProps>> = {
  temperature: numberField("temperature"),
  topP: numberField("topP"),
  thinkingConfig: ThinkingField,
  maxOutputTokens: numberField("maxOutputTokens"),
  imageOutputOptions: OutputFields,
  personGeneration: PeopleField,
  safetySettings: SafetyRows,
  orientation: OrientationField,
  // Pictures are looked up by the same search: it cannot do without.
  google_search: searchField("google_search", (isOn) => ({
    google_search: isOn,
    ...(!isOn && { google_image_search: undefined }),
  })),
  google_image_search: searchField("google_image_search", (isOn) => ({
    google_image_search: isOn,
    ...(isOn && { google_search: true }),
  })),
};
