import { useLocale, useTranslations } from "next-intl";
import { formatDay, useUsd } from "@/components/usage/formats";
import { UsageTable } from "@/components/usage/usage-table";
import type { UsageView } from "@/lib/usage/schema";

/** What the bars say, and more: days on which nothing was pressed are left out. */
export function DayTable({ view: { days, total, forecast } }: { view: UsageView }) {
  const t = useTranslations("usage");
  const locale = useLocale();
  return (
    <>
      {days.length > 0 ? (
        <UsageTable
          caption={t("table.caption.day")}
          nameHead={t("table.name.day")}
          rows={days.map((row) => ({
            ...row,
            key: row.day,
            name: <time dateTime={row.day}>{formatDay(row.day, locale)}</time>,
          }))}
          total={total}
        />
      ) : (
        <p className="text-ink-2">{t("empty")}</p>
      )}
      {forecast ? <Expected days={forecast.days} /> : null}
    </>
  );
}

function Expected({ days }: { days: NonNullable<UsageView["forecast"]>["days"] }) {
  const t = useTranslations("usage");
  const locale = useLocale();
  const usd = useUsd();
  return (
    <table className="mt-4 border-collapse">
      <caption className="sr-only">{t("table.expected")}</caption>
      <thead className="text-ink-2 text-small">
        <tr>
          <th scope="col" className="py-1 pe-8 text-start font-medium">
            {t("table.name.day")}
          </th>
          <th scope="col" className="py-1 text-end font-medium">
            {t("table.expected")}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, microUsd }) => (
          <tr key={day} className="border-hair border-t">
            <th scope="row" className="py-1 pe-8 text-start font-normal">
              <time dateTime={day}>{formatDay(day, locale)}</time>
            </th>
            <td className="py-1 text-end font-mono text-slug">{usd(microUsd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
