"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAttempt } from "@/components/account/use-attempt";
import { SetUpFactor } from "@/components/second-factor/set-up-factor";
import { SetUpPasskey } from "@/components/second-factor/set-up-passkey";
import { Button } from "@/components/ui/button";
import { signOutAction } from "@/lib/account/actions";

/** At the door: what the team demands before the studio opens. */
export function MustSetUp({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations("account.mustSetUp");
  const { attempt } = useAttempt();
  const signOut = () =>
    attempt(async () => {
      await signOutAction(undefined);
      window.location.assign("/sign-in");
    });
  const own = { hasPassword, hasPasskey: false };
  const [way, setWay] = useState<"app" | "passkey">("app");
  // A full load: nothing of the page before the door is kept.
  const goIn = () => window.location.assign("/");
  return (
    <>
      {way === "app" ? (
        <SetUpFactor isDoor own={own} onDone={goIn} />
      ) : (
        <SetUpPasskey isDoor own={own} onDone={goIn} />
      )}
      <div className="mt-6 flex flex-wrap justify-between gap-2">
        <Button kind="ghost" onClick={signOut}>
          {t("signOut")}
        </Button>
        <Button kind="ghost" onClick={() => setWay(way === "app" ? "passkey" : "app")}>
          {way === "app" ? t("usePasskey") : t("useApp")}
        </Button>
      </div>
    </>
  );
}
