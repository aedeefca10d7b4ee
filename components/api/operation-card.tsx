import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/api/code-block";
import { FieldTable } from "@/components/api/field-table";
import { Refusals } from "@/components/api/refusals";
import { Chip } from "@/components/ui/chip";
import type { ReferenceOperation } from "@/lib/api/schema/reference";

export function OperationCard({ operation }: { operation: ReferenceOperation }) {
  const t = useTranslations("api");
  const { id, method, path, scope, fields, curl, status, answer, problems } = operation;
  const title = t(`title.${id}`);
  const copy = {
    label: t("copyRequest", { title }),
    ...{ copied: t("copiedRequest"), failed: t("copyRequestFailed") },
  };
  return (
    <article id={id} aria-labelledby={`${id}-title`} className="border-hair border-t py-6">
      <h3 id={`${id}-title`} className="font-medium">
        {title}
      </h3>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
        <code className="min-w-0 break-all font-mono text-[12px]">
          <span className="text-ink-2">{method}</span> {path}
        </code>
        <Chip>{scope ? t("needs", { scope: t(`scope.${scope}`) }) : t("anyToken")}</Chip>
      </p>
      <p className="mt-2 max-w-[64ch] text-ink-2">{t(`about.${id}`)}</p>
      {fields.length > 0 ? <FieldTable title={title} fields={fields} /> : null}
      <Part title={t("request")}>
        <CodeBlock label={`${t("request")}: ${title}`} text={curl} copy={copy} />
      </Part>
      <Part title={t("answer", { status })}>
        {answer ? (
          <CodeBlock label={`${t("answer", { status })}: ${title}`} text={answer} />
        ) : (
          <p className="text-ink-2">{t("answerFile")}</p>
        )}
      </Part>
      {problems.length > 0 ? (
        <Refusals head="h4" title={t("problems")} problems={problems} />
      ) : null}
    </article>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="mt-4">
    <h4 className="mb-1.5 text-ink-3 text-label">{title}</h4>
    {children}
  </div>
);
