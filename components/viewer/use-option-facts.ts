import { useFormatter, useTranslations } from "next-intl";
import { FILE_TYPES } from "@/components/model/file-types";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";

/** `name` and `text` in words. */
export type OptionFact = { key: keyof GenerationOptions; name: string; text: string };

/** The value of each field in the words that its control has; undefined where it is left to the model. */
function useOptionTexts() {
  const t = useTranslations("model");
  const format = useFormatter();
  const number = (value: number | undefined) =>
    value === undefined ? undefined : format.number(value);
  const switched = (isOn: boolean | undefined) =>
    isOn === undefined ? undefined : t(isOn ? "on" : "off");
  const file = (output: GenerationOptions["imageOutputOptions"]) => {
    const quality = number(output?.compressionQuality);
    const type = output && FILE_TYPES[output.mimeType];
    return type && quality ? t("typeAtQuality", { type, quality }) : type;
  };
  return (options: GenerationOptions): Record<keyof GenerationOptions, string | undefined> => ({
    orientation: options.orientation && t(`orientation.${options.orientation}`),
    temperature: number(options.temperature),
    topP: number(options.topP),
    maxOutputTokens: number(options.maxOutputTokens),
    personGeneration: options.personGeneration && t(`people.${options.personGeneration}`),
    imageOutputOptions: file(options.imageOutputOptions),
    thinkingConfig: options.thinkingConfig && t(`thinking.${options.thinkingConfig.thinkingLevel}`),
    safetySettings: options.safetySettings
      ?.map(({ category, threshold }) => `${t(`harm.${category}`)}: ${t(`threshold.${threshold}`)}`)
      .join("; "),
    google_search: switched(options.google_search),
    google_image_search: switched(options.google_image_search),
  });
}

/** What was set beyond shape and resolution, in words. */
export function useOptionFacts(): (options: GenerationOptions) => OptionFact[] {
  const t = useTranslations("viewer.option");
  const textsOf = useOptionTexts();
  return (options) => {
    const texts = textsOf(options);
    return Object.keys(options).flatMap((name) => {
      const key = name as keyof GenerationOptions;
      const text = texts[key];
      return text ? [{ key, name: t(key), text }] : [];
    });
  };
}
