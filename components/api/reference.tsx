"use client";

import { useTranslations } from "next-intl";
import { CodeBlock } from "@/components/api/code-block";
import { OperationCard } from "@/components/api/operation-card";
import { Refusals } from "@/components/api/refusals";
import { Section } from "@/components/team/section";
import { SettingsPage } from "@/components/team/settings-page";
import { PageLink } from "@/components/ui/page-link";
import type { Theme, Viewer } from "@/lib/account/schema";
import type { ReferenceView } from "@/lib/api/schema/reference";
import { API_PATH } from "@/lib/api-token/schema/facts";

type ReferenceProps = { viewer: Viewer; theme: Theme; view: ReferenceView };

const LINK =
  "inline-flex items-center text-blue underline-offset-2 hover:underline max-tablet:min-h-11";

/** Everything that a program can ask, written from what the routes themselves check with. */
export function Reference({ viewer, theme, view }: ReferenceProps) {
  const t = useTranslations("api");
  return (
    <SettingsPage {...{ viewer, theme }} here="api" title={t("page")} lead={t("documentAbout")}>
      <p className="-mt-3 mb-6 flex flex-wrap gap-x-5 gap-y-1">
        <PageLink href={API_PATH} className={LINK}>
          {t("back")}
        </PageLink>
        <a href="/api/v1/openapi.json" className={LINK}>
          {t("openapi")}
        </a>
      </p>
      <Beginning view={view} />
      <Contents view={view} />
      {view.groups.map(({ id, operations }) => (
        <Section key={id} title={t(`group.${id}`)}>
          {operations.map((operation) => (
            <OperationCard key={operation.id} operation={operation} />
          ))}
        </Section>
      ))}
    </SettingsPage>
  );
}

const RULES = ["repeat", "lists", "money", "pace", "browser"] as const;

function Beginning({ view: { common, publicUrl } }: { view: ReferenceView }) {
  const t = useTranslations("api");
  const first = `curl "${publicUrl}/api/v1/token" \\\n  -H "Authorization: Bearer $MAQUETTE_TOKEN"`;
  const copy = {
    label: t("copyRequest", { title: t("firstTitle") }),
    ...{ copied: t("copiedRequest"), failed: t("copyRequestFailed") },
  };
  return (
    <>
      <Section title={t("firstTitle")}>
        <p className="mb-3 text-ink-2">{t("firstText")}</p>
        <CodeBlock label={t("firstTitle")} text={first} copy={copy} />
      </Section>
      <Section title={t("rulesTitle")}>
        <ul>
          {RULES.map((rule) => (
            <li key={rule} className="max-w-[64ch] border-hair border-t py-2 text-ink-2">
              {t(`rule.${rule}`)}
            </li>
          ))}
        </ul>
        <Refusals head="h3" title={t("commonTitle")} problems={common} />
      </Section>
    </>
  );
}

function Contents({ view }: { view: ReferenceView }) {
  const t = useTranslations("api");
  const operations = view.groups.flatMap((group) => group.operations);
  return (
    <nav aria-label={t("contents")} className="mt-10">
      <p aria-hidden="true" className="mb-2 font-strong text-small">
        {t("contents")}
      </p>
      <ul className="columns-2 gap-6 max-tablet:columns-1">
        {operations.map(({ id }) => (
          <li key={id}>
            <a href={`#${id}`} className={LINK}>
              {t(`title.${id}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
