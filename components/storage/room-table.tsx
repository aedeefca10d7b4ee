import { useLocale, useTranslations } from "next-intl";
import { formatBytes } from "@/lib/shared/bytes";
import type { StorageView } from "@/lib/storage/schema";

type Share = NonNullable<StorageView["look"]>["share"];
type Row = {
  key: string;
  name: string;
  /** What it has how many of. */
  hint: string;
  originals: number;
  previews: number;
  binned: number;
  erased: number;
};

const sum = ({ originals, previews }: { originals: number; previews: number }) =>
  originals + previews;
const COLUMNS = ["originals", "previews", "binned", "erased"] as const;

function useRows(share: Share): Row[] {
  const t = useTranslations("storage");
  const projects = share.projects.map((project) => ({
    key: project.projectId,
    name: `${project.code} ${project.name}`,
    hint: t("pictureCount", { count: project.pictureCount }),
    ...project.pictures,
    ...{ binned: sum(project.binned), erased: sum(project.erased) },
  }));
  const references = {
    ...{ key: "references", name: t("references"), ...share.references, binned: 0, erased: 0 },
    hint: t("referenceCount", { count: share.referenceCount }),
  };
  const rows = [...projects, references];
  const of = (column: (typeof COLUMNS)[number]) =>
    rows.reduce((total, row) => total + row[column], 0);
  const all = {
    ...{ key: "all", name: t("all"), hint: "", originals: of("originals") },
    ...{ previews: of("previews"), binned: of("binned"), erased: of("erased") },
  };
  return [...rows, all];
}

/** Bytes as they lie in the storage. What is there twice is counted once. */
export function RoomTable({ share }: { share: Share }) {
  const t = useTranslations("storage");
  const locale = useLocale();
  const rows = useRows(share);
  const say = (sizeBytes: number) => (sizeBytes > 0 ? formatBytes(sizeBytes, locale) : "–");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by key
    <section className="overflow-x-auto" aria-label={t("table")} tabIndex={0}>
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{t("table")}</caption>
        <thead className="text-ink-3 text-small">
          <tr>
            <th scope="col" className="py-2 pe-4 text-start font-medium">
              {t("project")}
            </th>
            {[...COLUMNS, "total" as const].map((column) => (
              <th key={column} scope="col" className="py-2 ps-4 text-end font-medium">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-hair border-t last:font-medium">
              <th scope="row" className="min-w-40 py-2 pe-4 text-start font-medium">
                {row.name}
                <span className="block font-normal text-ink-3 text-small">{row.hint}</span>
              </th>
              {COLUMNS.map((column) => (
                <td
                  key={column}
                  className="whitespace-nowrap py-2 ps-4 text-end font-mono text-slug"
                >
                  {say(row[column])}
                </td>
              ))}
              <td className="whitespace-nowrap py-2 ps-4 text-end font-mono text-slug">
                {say(COLUMNS.reduce((total, column) => total + row[column], 0))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
