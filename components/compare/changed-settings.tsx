import { useLocale, useTranslations } from "next-intl";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { formatMoment, formatPixels } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { optionFacts } from "@/components/viewer/option-facts";
import type { GenerationReferenceView } from "@/lib/generation/schema";
import { formatMicroUsd } from "@/lib/shared/money";

type Pair = { a: ComparedPicture; b: ComparedPicture };
type Row = { name: string; a: string; b: string };

/** Every setting of a picture, as words, by its name. */
function useSettings() {
  const t = useTranslations("viewer");
  const compare = useTranslations("compare");
  const locale = useLocale();
  const place = usePlace();
  const slotText = ({ name, role, isEnabled }: GenerationReferenceView) =>
    isEnabled ? `@${name}${role ? ` ${t(`role.${role}`)}` : ""}` : compare("notSent");
  return ({ generation, variant, image }: ComparedPicture): [string, string][] => [
    [t("model"), generation.model],
    [compare("shape"), `${generation.aspectRatio}, ${generation.resolution}`],
    [t("delivered"), formatPixels(image)],
    [t("verb"), t(`verbs.${generation.verb}`)],
    [t("startsFrom"), generation.parent?.code ?? compare("none")],
    ...generation.references.map((reference): [string, string] => [
      compare("slot", { slot: reference.slot }),
      slotText(reference),
    ]),
    ...optionFacts(generation.options).map(({ key, text }): [string, string] => [
      t(`option.${key}`),
      text,
    ]),
    ...Object.entries(generation.variables).map(([name, value]): [string, string] => [
      `[[${name}]]`,
      value,
    ]),
    [t("cost"), formatMicroUsd(variant.charge?.microUsd ?? generation.priceMicroUsd, locale)],
    [t("madeBy"), `${generation.author.name}, ${formatMoment(generation.createdAt, place)}`],
  ];
}

function rowsOf(before: readonly [string, string][], after: readonly [string, string][]) {
  const [left, right] = [new Map(before), new Map(after)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names.map((name) => ({ name, a: left.get(name) ?? "", b: right.get(name) ?? "" }));
}

/** Only what differs; how much is equal is said. */
export function ChangedSettings({ a, b }: Pair) {
  const t = useTranslations("compare");
  const settingsOf = useSettings();
  const rows: Row[] = rowsOf(settingsOf(a), settingsOf(b));
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
          <tr key={row.name} className="border-hair border-t align-top">
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
