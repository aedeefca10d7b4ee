import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { FactorForm } from "@/components/second-factor/factor-form";
import { type Own, ownOf, passwordField, removeProof } from "@/components/second-factor/own";
import { RecoveryCodes } from "@/components/second-factor/recovery-codes";
import { SetUpFactor } from "@/components/second-factor/set-up-factor";
import { useReread } from "@/components/second-factor/use-reread";
import { Section } from "@/components/team/section";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { removeFactorAction, renewRecoveryCodesAction } from "@/lib/account/actions/second-factor";
import { factorQuery } from "@/lib/account/queries";
import type { FactorView } from "@/lib/account/schema/own-factors";

type Doing = "set-up" | "renew" | "switch-off";

/** How the person's second factor stands, and what they can do with it: one thing at a time. */
export function FactorSection() {
  const t = useTranslations("factor");
  const { data, isError, refetch } = useQuery(factorQuery());
  const [doing, setDoing] = useState<Doing | null>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const reread = useReread();
  const own = ownOf(data);
  function stop() {
    setDoing(null);
    head.current?.focus();
    void reread();
  }
  return (
    <Section title={t("title")} headRef={head}>
      {data ? null : (
        <p role="status" className="flex items-center gap-3 border-hair border-t py-3 text-ink-2">
          {isError ? t("loadFailed") : t("loading")}
          {isError ? (
            <Button size={26} onClick={() => void refetch()}>
              {t("tryAgain")}
            </Button>
          ) : null}
        </p>
      )}
      {data && doing === null ? <State view={data} start={setDoing} /> : null}
      {doing === "set-up" ? (
        <SetUpFactor own={own} onDone={stop} onOn={reread} cancel={stop} />
      ) : null}
      {doing === "renew" ? <Renew {...{ own, stop }} /> : null}
      {doing === "switch-off" ? <SwitchOff {...{ own, stop }} /> : null}
    </Section>
  );
}

type StateProps = { view: FactorView; start: (doing: Doing) => void };

function State({ view, start }: StateProps) {
  const t = useTranslations("factor");
  const place = usePlace();
  const { since, recoveryCodesLeft, isRequired, passkeys } = view;
  const hasPasskey = passkeys.length > 0;
  const left = t("left", { count: recoveryCodesLeft });
  const renew = <Button onClick={() => start("renew")}>{t("renew")}</Button>;
  if (since === null) {
    return (
      <>
        <p className="mb-3 max-w-[60ch] text-ink-2">
          {hasPasskey ? `${t("offWithPasskeys")} ${left}` : t("off")}{" "}
          {isRequired && !hasPasskey ? t("offRequired") : null}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => start("set-up")}>{t("setUp")}</Button>
          {hasPasskey ? renew : null}
        </div>
      </>
    );
  }
  const mustStay = isRequired && !hasPasskey;
  return (
    <>
      <p className="mb-3 max-w-[60ch] text-ink-2">
        {t("on", { when: formatMoment(since, place) })} {left} {mustStay ? t("required") : null}
      </p>
      <div className="flex flex-wrap gap-2">
        {renew}
        {mustStay ? null : (
          <Button kind="ghost" onClick={() => start("switch-off")}>
            {t("switchOff")}
          </Button>
        )}
      </div>
    </>
  );
}

type ProofProps = { own: Own; stop: () => void };

function Renew({ own, stop }: ProofProps) {
  const t = useTranslations("factor");
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} done={stop} />;
  return (
    <FactorForm
      asks={[...passwordField(own), "code"]}
      submit={t("renew")}
      send={(typed) => renewRecoveryCodesAction(removeProof(own, typed))}
      sendPasskey={own.hasPasskey ? (passkey) => renewRecoveryCodesAction({ passkey }) : undefined}
      onDone={({ recoveryCodes }) => setCodes(recoveryCodes)}
      cancel={stop}
    />
  );
}

function SwitchOff({ own, stop }: ProofProps) {
  const t = useTranslations("factor");
  return (
    <FactorForm
      asks={[...passwordField(own), "code"]}
      submit={t("switchOff")}
      send={(typed) => removeFactorAction(removeProof(own, typed))}
      sendPasskey={own.hasPasskey ? (passkey) => removeFactorAction({ passkey }) : undefined}
      onDone={() => {
        showToast({ text: t("switchedOff") });
        stop();
      }}
      cancel={stop}
    />
  );
}
