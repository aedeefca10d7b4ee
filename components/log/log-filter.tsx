import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { LogAsked } from "@/components/log/log-search";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { logPeopleQuery, paramsOf } from "@/lib/audit/queries";
import type { LogSearch } from "@/lib/audit/schema";
import { AUDIT_FACTS, type AuditAction, LOG_SEARCH_LENGTH_MAX } from "@/lib/audit/schema/facts";

const ACTIONS = Object.keys(AUDIT_FACTS) as AuditAction[];
/** Radix has no empty choice. */
const ANY = "any";

type LogFilterProps = {
  asked: LogAsked;
  ask: (change: Partial<LogAsked>) => void;
  search: LogSearch;
  hasRows: boolean;
};

/** Who, what, which and when; each narrows what the others have found. */
export function LogFilter({ asked, ask, search, hasRows }: LogFilterProps) {
  const t = useTranslations("log");
  return (
    <search aria-label={t("filter")} className="mb-6 grid grid-cols-2 gap-x-3 gap-y-4">
      <WhoSelect who={asked.who} onChange={(who) => ask({ who })} />
      <WhatSelect action={asked.action} onChange={(action) => ask({ action })} />
      <Field
        label={t("object")}
        type="search"
        autoComplete="off"
        maxLength={LOG_SEARCH_LENGTH_MAX}
        value={asked.q}
        onChange={({ target }) => ask({ q: target.value })}
        className="max-tablet:col-span-2"
      />
      <div className="grid grid-cols-2 gap-3 max-tablet:col-span-2">
        <DayField label={t("from")} day={asked.from} onChange={(from) => ask({ from })} />
        <DayField label={t("until")} day={asked.until} onChange={(until) => ask({ until })} />
      </div>
      {hasRows ? <ExportLink search={search} /> : null}
    </search>
  );
}

type DayFieldProps = { label: string; day: string; onChange: (day: string) => void };

const DayField = ({ label, day, onChange }: DayFieldProps) => (
  <Field
    label={label}
    type="date"
    min="2000-01-01"
    max="2999-12-31"
    value={day}
    onChange={({ target }) => onChange(target.value)}
  />
);

/** A file of what is found, not of what is shown. */
function ExportLink({ search }: { search: LogSearch }) {
  const t = useTranslations("log");
  const params = paramsOf(search);
  params.set("language", useLocale());
  return (
    <div className="col-span-2 flex justify-end">
      <a href={`/api/log/export?${params}`} download className={buttonClass({ kind: "quiet" })}>
        <Download />
        {t("export")}
      </a>
    </div>
  );
}

function WhoSelect({ who, onChange }: { who: string; onChange: (who: string) => void }) {
  const t = useTranslations("log");
  const { data } = useQuery(logPeopleQuery());
  const people = data?.people ?? [];
  const choices = [
    { value: ANY, text: t("anybody") },
    ...people.map(({ id: value, name: text }) => ({ value, text })),
    { value: "operator", text: t("by.operator") },
    { value: "studio", text: t("by.studio") },
  ];
  return (
    <Labelled text={t("who")}>
      <Select
        label={t("who")}
        value={choices.some(({ value }) => value === who) ? who : ANY}
        choices={choices}
        onChange={(value) => onChange(value === ANY ? "" : value)}
        className="h-[37px] w-full max-tablet:h-[49px]"
      />
    </Labelled>
  );
}

type WhatSelectProps = { action: AuditAction | ""; onChange: (action: AuditAction | "") => void };

function WhatSelect({ action, onChange }: WhatSelectProps) {
  const t = useTranslations("log");
  const choices = [
    { value: ANY, text: t("anything") } as const,
    ...ACTIONS.map((value) => ({ value, text: t(`action.${value}`) })),
  ];
  return (
    <Labelled text={t("what")}>
      <Select
        label={t("what")}
        value={action || ANY}
        choices={choices}
        onChange={(value) => onChange(value === ANY ? "" : value)}
        className="h-[37px] w-full max-tablet:h-[49px]"
      />
    </Labelled>
  );
}

const Labelled = ({ text, children }: { text: string; children: ReactNode }) => (
  <div className="min-w-0">
    <p aria-hidden="true" className="mb-1 text-ink-2 text-small">
      {text}
    </p>
    {children}
  </div>
);
