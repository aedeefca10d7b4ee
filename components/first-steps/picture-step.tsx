import { useTranslations } from "next-intl";
import { StepLink } from "@/components/first-steps/step-link";
import { StepRow } from "@/components/first-steps/step-row";
import { useTestPicture } from "@/components/first-steps/use-test-picture";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { Viewer } from "@/lib/account/schema";
import type { FirstStepsView } from "@/lib/first-steps/schema";
import { TEST_PICTURE } from "@/lib/first-steps/schema/facts";
import { projectPath } from "@/lib/project/schema/facts";

type PictureStepProps = { shown: FirstStepsView["picture"]; isSandbox: boolean; viewer: Viewer };

/** Any picture that the team has made will do; until there is one, a small one can be made from here. */
export function PictureStep({ shown: { state, made }, isSandbox, viewer }: PictureStepProps) {
  const t = useTranslations("steps.picture");
  const { make, isPending, alert, price } = useTestPicture(viewer.project.id);
  const { resolution } = TEST_PICTURE;
  const cost = isSandbox || !price ? t("free", { resolution }) : t("costs", { resolution, price });
  const texts = {
    ...{ open: cost, low: cost, running: t("running", { code: made?.code ?? "" }) },
    done: t("done", { code: made?.code ?? "" }),
    failed: t("failed", { code: made?.code ?? "" }),
  };
  const feed = projectPath(viewer.project.code);
  const isAsked = state === "open" || state === "failed";
  return (
    <StepRow state={state} title={t("title")} text={texts[state]}>
      {isAsked ? (
        <Button size={26} className="max-tablet:min-h-11" isLoading={isPending} onClick={make}>
          {t("make")}
        </Button>
      ) : null}
      {state === "done" ? null : (
        <StepLink href={feed} kind="ghost">
          {t(state === "open" ? "own" : "look")}
        </StepLink>
      )}
      {state === "running" ? (
        <Progress
          percent={made?.progressPercent ?? null}
          label={t("title")}
          className="h-1 w-full rounded-[2px]"
        />
      ) : null}
      {alert ? <AlertLine text={alert} /> : null}
    </StepRow>
  );
}
