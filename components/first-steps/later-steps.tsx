import { useTranslations } from "next-intl";
import { StepLink } from "@/components/first-steps/step-link";
import { StepRow } from "@/components/first-steps/step-row";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import type { FirstStepsView } from "@/lib/first-steps/schema";
import { PEOPLE_PATH, PROFILE_PATH } from "@/lib/team/schema/facts";

/** What nothing waits for, and what a bad day shows the want of. */
export function LaterSteps({ view: { backup, factor, team } }: { view: FirstStepsView }) {
  const t = useTranslations("steps");
  const place = usePlace();
  const { state, at, failure } = backup;
  const when = (time: string) => formatMoment(time, place);
  const backupText = () => {
    if (failure) return t(`backup.failure.${failure.code}`, { when: when(failure.at) });
    if (at === null) return t("backup.none");
    return t(state === "done" ? "backup.done" : "backup.old", { when: when(at) });
  };
  return (
    <>
      <StepRow state={state} title={t("backup.title")} text={backupText()} />
      <StepRow state={factor.state} title={t("factor.title")} text={t(`factor.${factor.state}`)}>
        {factor.state === "done" ? null : (
          <StepLink href={PROFILE_PATH}>{t("factor.setUp")}</StepLink>
        )}
      </StepRow>
      <StepRow
        state={team.state}
        title={t("team.title")}
        text={
          team.state === "done"
            ? t("team.done", { people: team.memberCount, invitations: team.invitationCount })
            : t("team.open")
        }
      >
        {team.state === "done" ? <StepLink href={PEOPLE_PATH}>{t("team.look")}</StepLink> : null}
      </StepRow>
    </>
  );
}
