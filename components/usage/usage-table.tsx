import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCount, useUsd, useWait } from "@/components/usage/formats";
import { costPerKept } from "@/lib/usage/policy";
import type { UsageCounts } from "@/lib/usage/schema";

const COLUMNS = ["generations", "variants", "kept", "failed", "wait", "perKept"] as const;

export type UsageRow = UsageCounts & { key: string; name: ReactNode; code?: string };

type UsageTableProps = {
  caption: string;
  nameHead: string;
  rows: readonly UsageRow[];
  /** What they come to together, where it is known. */
  total?: UsageCounts | undefined;
};

const FIGURE = "whitespace-nowrap py-2 ps-4 text-end font-mono text-slug";

/** The figures of each, with a bar of what it cost beside the dearest. */
export function UsageTable({ caption, nameHead, rows, total }: UsageTableProps) {
  const t = useTranslations("usage.table");
  const most = Math.max(1, ...rows.map(({ spentMicroUsd }) => spentMicroUsd));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by key
    <section className="overflow-x-auto" aria-label={caption} tabIndex={0}>
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-ink-2 text-small">
          <tr>
            <th scope="col" className="py-2 pe-4 text-start font-medium">
              {nameHead}
            </th>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className="whitespace-nowrap py-2 ps-4 text-end font-medium"
              >
                {t(column)}
              </th>
            ))}
            <td aria-hidden="true" className="w-1/4 max-desk:hidden" />
            <th scope="col" className="py-2 ps-4 text-end font-medium">
              {t("spent")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, code, ...counts }) => (
            <Row key={key} {...{ name, code, counts }} share={counts.spentMicroUsd / most} />
          ))}
        </tbody>
        {total ? (
          <tfoot className="border-hair-2 border-t font-medium">
            <Row name={t("all")} code={undefined} counts={total} share={null} />
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}

type RowProps = {
  name: ReactNode;
  code: string | undefined;
  counts: UsageCounts;
  /** Of the dearest; null for what is all of them. */
  share: number | null;
};

function Row({ name, code, counts, share }: RowProps) {
  const usd = useUsd();
  const count = useCount();
  const wait = useWait();
  const each = costPerKept(counts);
  return (
    <tr className="border-hair border-t">
      <th scope="row" className="min-w-40 max-w-80 py-2 pe-4 text-start font-normal">
        <span className="line-clamp-2 break-words">{name}</span>
        {code ? <span className="block font-mono text-ink-2 text-slug">{code}</span> : null}
      </th>
      <td className={FIGURE}>{count(counts.generationCount)}</td>
      <td className={FIGURE}>{count(counts.variantCount)}</td>
      <td className={FIGURE}>{count(counts.keptCount)}</td>
      <td className={FIGURE}>{count(counts.failedCount)}</td>
      <td className={FIGURE}>{wait(counts.waitMs)}</td>
      <td className={FIGURE}>{each === null ? "–" : usd(each)}</td>
      <td aria-hidden="true" className="ps-6 max-desk:hidden">
        {share === null ? null : (
          <svg width="100%" height="4" aria-hidden="true">
            <rect width={`${share * 100}%`} height="4" rx="1" className="fill-ink-3" />
          </svg>
        )}
      </td>
      <td className={FIGURE}>{usd(counts.spentMicroUsd)}</td>
    </tr>
  );
}
