import { FlaskConical } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { StepLink } from "@/components/first-steps/step-link";
import { StepRow } from "@/components/first-steps/step-row";
import type { FirstStepsView } from "@/lib/first-steps/schema";
import { KEYS_PATH } from "@/lib/gateway-key/schema/facts";
import { MICRO_USD_PER_CREDIT } from "@/lib/money/policy";
import { formatMicroUsd } from "@/lib/shared/money";

/** Whether real pictures can be bought, and what draws them until then. */
export function KeyStep({ shown }: { shown: FirstStepsView["key"] }) {
  const t = useTranslations("steps.key");
  const { state, kind } = shown;
  const text = useKeyText(shown);
  const isMissing = kind === "sandbox" || kind === null;
  return (
    <>
      <StepRow state={state} title={t(isMissing ? "title.missing" : `title.${state}`)} text={text}>
        {state === "done" || state === "running" ? null : (
          <StepLink href={KEYS_PATH}>{t(isMissing ? "enter" : "look")}</StepLink>
        )}
      </StepRow>
      {kind === "sandbox" ? (
        <StepRow
          state="open"
          icon={FlaskConical}
          title={t("sandboxTitle")}
          text={t("sandboxText")}
        />
      ) : null}
    </>
  );
}

function useKeyText({ state, kind, label, host, lastFour, credits }: FirstStepsView["key"]) {
  const t = useTranslations("steps.key");
  const locale = useLocale();
  if (kind === "sandbox" || kind === null) return t("missing");
  const which = lastFour === null ? t("named", { host, label }) : t("ends", { host, lastFour });
  if (state === "failed") return `${which} ${t("failed")}`;
  if (state === "open") return `${which} ${t("untested")}`;
  if (state === "running") return `${which} ${t("testing")}`;
  if (credits === null) return `${which} ${t("unlimited")}`;
  const left = formatMicroUsd(Math.round(credits * MICRO_USD_PER_CREDIT), locale);
  return `${which} ${t("left", { left })}`;
}
