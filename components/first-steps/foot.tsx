import { useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useAttempt } from "@/components/account/use-attempt";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { putFirstStepsAwayAction } from "@/lib/first-steps/actions";
import { firstStepsQuery } from "@/lib/first-steps/queries";
import type { FirstStepsView } from "@/lib/first-steps/schema";
import { PEOPLE_PATH } from "@/lib/team/schema/facts";

type FootProps = { view: FirstStepsView; isChecking: boolean; again: () => void };

export function Foot({ view: { isPutAway, picture }, isChecking, again }: FootProps) {
  const t = useTranslations("steps");
  const { push } = useRouter();
  const { isPending, setPutAway } = usePutAway();
  const waits = picture.state === "done" ? undefined : t("inviteWaits");
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-8">
      <Button
        kind="paper"
        size={40}
        disabledReason={waits}
        onClick={() => push(PEOPLE_PATH)}
        className="max-tablet:w-full"
      >
        {t("invite")}
      </Button>
      {waits ? <span className="text-ink-2 text-small">{waits}</span> : null}
      <span className="flex-1" />
      <Button kind="ghost" isLoading={isPending} onClick={() => setPutAway(!isPutAway)}>
        {t(isPutAway ? "bringBack" : "putAway")}
      </Button>
      <Button kind="ghost" icon={RotateCw} isLoading={isChecking} onClick={again}>
        {t("again")}
      </Button>
    </footer>
  );
}

function usePutAway() {
  const t = useTranslations("steps");
  const queryClient = useQueryClient();
  const { isPending, attempt } = useAttempt();
  const setPutAway = (isPutAway: boolean) =>
    attempt(async () => {
      const done = await putFirstStepsAwayAction({ isPutAway });
      await queryClient.invalidateQueries({ queryKey: firstStepsQuery().queryKey, exact: true });
      const said = isPutAway ? t("isPutAway") : t("isBack");
      showToast({ text: done.ok ? said : t("unreachable") });
    });
  return { isPending, setPutAway };
}
