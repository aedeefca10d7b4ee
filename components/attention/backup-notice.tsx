import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import type { FirstStepsView } from "@/lib/first-steps/schema";

type BackupNoticeProps = {
  failure: NonNullable<FirstStepsView["backup"]["failure"]>;
  /** Of the last good one, ISO 8601. */
  lastAt: string | null;
};

/** It stays until a backup is good again. */
export function BackupNotice({ failure, lastAt }: BackupNoticeProps) {
  const t = useTranslations("steps.backup");
  const place = usePlace();
  const last = lastAt === null ? t("noneIsGood") : t("done", { when: formatMoment(lastAt, place) });
  return (
    <li className="border-hair border-t py-4">
      <article aria-label={t("failedTitle")} className="flex gap-3">
        <TriangleAlert aria-hidden="true" className="mt-0.5 text-amber" />
        <div className="min-w-0 flex-1">
          <h2 className="font-strong">{t("failedTitle")}</h2>
          <p className="mt-0.5">
            {t(`failure.${failure.code}`, { when: formatMoment(failure.at, place) })}
          </p>
          <p className="mt-0.5 text-ink-2 text-small">{last}</p>
        </div>
      </article>
    </li>
  );
}
