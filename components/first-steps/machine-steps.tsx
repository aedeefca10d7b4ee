import { useLocale, useTranslations } from "next-intl";
import { StepRow } from "@/components/first-steps/step-row";
import type { MachineChecks } from "@/components/first-steps/use-machine-checks";
import type { StepState } from "@/lib/first-steps/schema";
import { formatBytes } from "@/lib/shared/bytes";

/** What everything else stands on. */
export function MachineSteps({ answer, isFetching, isError }: MachineChecks) {
  const t = useTranslations("steps");
  const locale = useLocale();
  const found = answer?.ok ? answer.value : null;
  const stateOf = (isGood: boolean | undefined): StepState => {
    if (isFetching) return "running";
    if (isGood === undefined) return isError ? "failed" : "open";
    return isGood ? "done" : "failed";
  };
  /** Why there is nothing to tell. */
  const reason = () => {
    if (isFetching) return t("checking");
    if (isError || !answer) return t("unreachable");
    if (answer.ok || answer.error.code !== "too_often") return t("notChecked");
    return t("tooOften", { count: answer.error.waitSeconds });
  };
  const textOf = (
    kind: "storage" | "database",
    values: Record<string, string | number> | undefined,
    isGood: boolean | undefined,
  ) => (isFetching || !values ? reason() : t(`${kind}.${isGood ? "good" : "bad"}`, values));
  const { storage, database } = found ?? {};
  const size = storage && { size: formatBytes(storage.sizeBytes, locale) };
  const facts = database && { version: database.version, count: database.migrationCount };
  const timeOf = (tookMs: number | undefined) =>
    isFetching || tookMs === undefined ? undefined : t("tookMs", { ms: tookMs });
  return (
    <>
      <StepRow
        state={stateOf(storage?.isGood)}
        title={t("storage.title")}
        text={textOf("storage", size, storage?.isGood)}
        time={timeOf(storage?.tookMs)}
      />
      <StepRow
        state={stateOf(database?.isGood)}
        title={t("database.title")}
        text={textOf("database", facts, database?.isGood)}
        time={timeOf(database?.tookMs)}
      />
    </>
  );
}
