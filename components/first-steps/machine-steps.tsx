import { useLocale, useTranslations } from "next-intl";
import { StepRow } from "@/components/first-steps/step-row";
import type { MachineChecks } from "@/components/first-steps/use-machine-checks";
import type { MachineChecksView } from "@/lib/first-steps/schema";
import { formatBytes } from "@/lib/shared/bytes";

/** What everything else stands on. */
export function MachineSteps(checks: MachineChecks) {
  const t = useTranslations("steps");
  const text = useMachineTexts(checks);
  const { answer, isFetching, isError } = checks;
  const found = !isFetching && answer?.ok ? answer.value : null;
  const stateOf = (part: { isGood: boolean } | undefined) => {
    if (isFetching) return "running";
    if (!part) return isError ? "failed" : "open";
    return part.isGood ? "done" : "failed";
  };
  const timeOf = (part: { tookMs: number } | undefined) => part && t("tookMs", { ms: part.tookMs });
  return (
    <>
      <StepRow
        state={stateOf(found?.storage)}
        title={t("storage.title")}
        text={found ? text.storage(found.storage) : text.reason()}
        time={timeOf(found?.storage)}
      />
      <StepRow
        state={stateOf(found?.database)}
        title={t("database.title")}
        text={found ? text.database(found.database) : text.reason()}
        time={timeOf(found?.database)}
      />
    </>
  );
}

function useMachineTexts({ answer, isFetching, isError }: MachineChecks) {
  const t = useTranslations("steps");
  const locale = useLocale();
  return {
    storage({ isGood, sizeBytes }: MachineChecksView["storage"]) {
      const size = formatBytes(sizeBytes, locale);
      return isGood ? t("storage.good", { size }) : t("storage.bad", { size });
    },
    database: ({ isGood, version, migrationCount: count }: MachineChecksView["database"]) =>
      isGood ? t("database.good", { version, count }) : t("database.bad"),
    /** Why there is nothing to tell. */
    reason() {
      if (isFetching) return t("checking");
      if (isError || !answer) return t("unreachable");
      if (answer.ok || answer.error.code !== "too_often") return t("notChecked");
      return t("tooOften", { count: answer.error.waitSeconds });
    },
  };
}
