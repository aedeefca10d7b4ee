import { useLocale, useTranslations } from "next-intl";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { formatMoment, formatPixels } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { useOptionFacts } from "@/components/viewer/use-option-facts";
import type { GenerationReferenceView } from "@/lib/generation/schema";
import { formatMicroUsd } from "@/lib/shared/money";

type Pair = { a: ComparedPicture; b: ComparedPicture };
/** Rows of one `key` are of the same thing. */
type Setting = { key: string; name: string; text: string };
type Row = { key: string; name: string; a: string; b: string };

/** Every setting of a picture, as words. */
function useSettings() {
  const t = useTranslations("viewer");
  const compare = useTranslations("compare");
  const locale = useLocale();
  const place = usePlace();
  const factsOf = useOptionFacts();
  const referenceOf = useReferenceSetting();
  return ({ generation, variant, image }: ComparedPicture): Setting[] => {
    const setting = (name: string, text: string, key = name): Setting => ({ key, name, text });
    const { author, createdAt, priceMicroUsd, upload } = generation;
    const made = setting(t("madeBy"), `${author.name}, ${formatMoment(createdAt, place)}`);
    // It was never asked for: of what a model is told it has nothing.
    if (upload)
      return [
        setting(t("upload.fileName"), upload.fileName),
        setting(t("upload.source"), upload.source || t("upload.noSource")),
        setting(t("delivered"), formatPixels(image)),
        made,
      ];
    return [
      setting(t("model"), generation.model),
      setting(compare("shape"), `${generation.aspectRatio}, ${generation.resolution}`),
      setting(t("delivered"), formatPixels(image)),
      setting(t("verb"), t(`verbs.${generation.verb}`)),
      setting(t("startsFrom"), generation.parent?.code ?? compare("none")),
      ...generation.references.map(referenceOf),
      ...factsOf(generation.options),
      ...Object.entries(generation.variables).map(([name, value]) => setting(`[[${name}]]`, value)),
      setting(t("cost"), formatMicroUsd(variant.charge?.microUsd ?? priceMicroUsd, locale)),
      made,
    ];
  };
}

/** By its picture, not by its slot: one that is taken out changes nothing about those behind it. */
function useReferenceSetting() {
  const t = useTranslations("composer");
  const compare = useTranslations("compare");
  return ({ referenceImageId, name, role, isEnabled }: GenerationReferenceView): Setting => {
    const words = [role && t(`role.${role}`), compare(isEnabled ? "sent" : "notSent")];
    return { key: referenceImageId, name: `@${name}`, text: words.filter(Boolean).join(", ") };
  };
}

function rowsOf(before: readonly Setting[], after: readonly Setting[]): Row[] {
  const textOf = (settings: readonly Setting[], key: string) =>
    settings.find((each) => each.key === key)?.text ?? "";
  const added = after.filter(({ key }) => !before.some((each) => each.key === key));
  return [...before, ...added].map(({ key, name }) => ({
    ...{ key, name },
    a: textOf(before, key),
    b: textOf(after, key),
  }));
}

/** Only what differs; how much is equal is said. */
export function ChangedSettings({ a, b }: Pair) {
  const t = useTranslations("compare");
  const settingsOf = useSettings();
  const rows = rowsOf(settingsOf(a), settingsOf(b));
  const changed = rows.filter((row) => row.a !== row.b);
  return (
    <table className="w-full text-small">
      <caption className="mb-1 text-start">
        <span className="font-[560] text-[12px]/[18px]">{t("settingsTitle")}</span>
        <span className="float-end text-ink-3">
          {t("hidden", { count: rows.length - changed.length })}
        </span>
      </caption>
      {changed.length > 0 ? <Rows rows={changed} /> : null}
    </table>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations("compare");
  return (
    <>
      <thead className="text-start text-ink-3 text-label">
        <tr>
          <th scope="col" className="w-28 font-regular">
            <span className="sr-only">{t("setting")}</span>
          </th>
          <th scope="col" className="py-1 text-start font-regular">
            A
          </th>
          <th scope="col" className="py-1 text-start font-regular">
            B
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-hair border-t align-top">
            <th scope="row" className="py-1.5 pe-2 text-start font-regular text-ink-3">
              {row.name}
            </th>
            <td className="break-words py-1.5 pe-2">{row.a || t("none")}</td>
            <td className="break-words py-1.5">{row.b || t("none")}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}
