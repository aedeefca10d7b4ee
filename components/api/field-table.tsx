import { useTranslations } from "next-intl";
import type { ReferenceField } from "@/lib/api/schema/reference";
import type { Messages } from "@/lib/i18n/messages";

type FieldTableProps = { title: string; fields: readonly ReferenceField[] };
type Said = keyof Messages["api"]["field"];

export function FieldTable({ title, fields }: FieldTableProps) {
  const t = useTranslations("api");
  return (
    <section
      aria-label={`${t("fields")}: ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by key
      tabIndex={0}
      className="mt-4 overflow-x-auto"
    >
      <table className="w-full border-collapse text-start text-small">
        <thead className="text-ink-3">
          <tr>
            {(["fieldName", "fieldType", "fieldMeaning"] as const).map((head) => (
              <th key={head} scope="col" className="pb-1.5 pe-4 text-start font-medium">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow key={`${field.place} ${field.name}`} field={field} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FieldRow({ field }: { field: ReferenceField }) {
  const t = useTranslations("api");
  const { name, place, type, isRequired, default: value } = field;
  return (
    <tr className="border-hair border-t align-top">
      <th scope="row" className="py-1.5 pe-4 text-start font-normal">
        <code className="font-mono">{name}</code>
        <span className="block text-ink-3">
          {t(`place.${place}`)}
          {isRequired ? `, ${t("required")}` : null}
        </span>
      </th>
      <td className="max-w-56 py-1.5 pe-4">
        <code className="break-words font-mono">{type}</code>
        {value === null || value === '""' ? null : (
          <span className="block text-ink-3">{t("byDefault", { value })}</span>
        )}
      </td>
      <td className="min-w-40 py-1.5 text-ink-2">{t(`field.${name as Said}`)}</td>
    </tr>
  );
}
