"use client";

import { useTranslations } from "next-intl";
import { useAttempt } from "@/components/account/use-attempt";
import { SetUpFactor } from "@/components/second-factor/set-up-factor";
import { Button } from "@/components/ui/button";
import { signOutAction } from "@/lib/account/actions";

/** At the door: what the team demands before the studio opens. */
export function MustSetUp() {
  const t = useTranslations("account.mustSetUp");
  const { attempt } = useAttempt();
  const signOut = () =>
    attempt(async () => {
      await signOutAction(undefined);
      window.location.assign("/sign-in");
    });
  return (
    <>
      {/* A full load: nothing of the page before the door is kept. */}
      <SetUpFactor isDoor onDone={() => window.location.assign("/")} />
      <Button kind="ghost" onClick={signOut} className="mt-6">
        {t("signOut")}
      </Button>
    </>
  );
}
