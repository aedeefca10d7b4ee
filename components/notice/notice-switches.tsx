import { useTranslations } from "next-intl";
import { useState } from "react";
import { playChime } from "@/components/notice/chime";
import { askToNotify, mayNotify, type Permission } from "@/components/notice/desktop";
import { keepNoticeChoice, useNoticeChoice } from "@/components/notice/notice-choice";
import { SwitchRow } from "@/components/ui/switch-row";

export function NoticeSwitches({ personId }: { personId: string }) {
  const t = useTranslations("feed.notices");
  const choice = useNoticeChoice(personId);
  const [permission, setPermission] = useState<Permission | null>(null);
  const isOnDesktop = choice.isOnDesktop && mayNotify();

  function toggleSound() {
    const hasSound = !choice.hasSound;
    keepNoticeChoice(personId, { ...choice, hasSound });
    // So that one knows what to listen for.
    if (hasSound) void playChime();
  }
  async function toggleDesktop() {
    const answer = isOnDesktop ? null : await askToNotify();
    setPermission(answer);
    keepNoticeChoice(personId, { ...choice, isOnDesktop: answer === "granted" });
  }

  return (
    <>
      <p className="px-2 pt-1.5 pb-1 font-medium">{t("title")}</p>
      <SwitchRow
        label={t("sound")}
        hint={t("soundHint")}
        isOn={choice.hasSound}
        toggle={toggleSound}
      />
      <SwitchRow
        label={t("desktop")}
        hint={t("desktopHint")}
        isOn={isOnDesktop}
        toggle={() => void toggleDesktop()}
      />
      <p role="status" className="px-2 text-amber text-small not-empty:pt-1 not-empty:pb-1.5">
        {permission === "denied" || permission === "impossible" ? t(permission) : null}
      </p>
    </>
  );
}
