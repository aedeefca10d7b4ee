import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { FactorForm } from "@/components/second-factor/factor-form";
import { RecoveryCodes } from "@/components/second-factor/recovery-codes";
import { SetUpFactor } from "@/components/second-factor/set-up-factor";
import { Section } from "@/components/team/section";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { removeFactorAction, renewRecoveryCodesAction } from "@/lib/account/actions/second-factor";
import { devicesQuery, factorQuery } from "@/lib/account/queries";
import type { FactorView } from "@/lib/account/schema/second-factor";

type Doing = "set-up" | "renew" | "switch-off";

/** How the person's second factor stands, and what they can do with it: one thing at a time. */
export function FactorSection() {
  const t = useTranslations("factor");
  const { data, isError, refetch } = useQuery(factorQuery());
  const [doing, setDoing] = useState<Doing | null>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const queryClient = useQueryClient();
  function reread() {
    void queryClient.invalidateQueries({ queryKey: devicesQuery().queryKey });
    return queryClient.invalidateQueries({ queryKey: factorQuery().queryKey });
  }
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
      {doing === "set-up" ? <SetUpFactor onDone={stop} onOn={reread} cancel={stop} /> : null}
      {doing === "renew" ? <Renew stop={stop} /> : null}
      {doing === "switch-off" ? <SwitchOff stop={stop} /> : null}
    </Section>
  );
}

type StateProps = { view: FactorView; start: (doing: Doing) => void };

function State({ view: { since, recoveryCodesLeft, isRequired }, start }: StateProps) {
  const t = useTranslations("factor");
  const place = usePlace();
  if (since === null) {
    return (
      <>
        <p className="mb-3 max-w-[60ch] text-ink-2">
          {t("off")} {isRequired ? t("offRequired") : null}
        </p>
        <Button onClick={() => start("set-up")}>{t("setUp")}</Button>
      </>
    );
  }
  return (
    <>
      <p className="mb-3 max-w-[60ch] text-ink-2">
        {t("on", { when: formatMoment(since, place) })} {t("left", { count: recoveryCodesLeft })}{" "}
        {isRequired ? t("required") : null}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => start("renew")}>{t("renew")}</Button>
        {isRequired ? null : (
          <Button kind="ghost" onClick={() => start("switch-off")}>
            {t("switchOff")}
          </Button>
        )}
      </div>
    </>
  );
}

function Renew({ stop }: { stop: () => void }) {
  const t = useTranslations("factor");
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} done={stop} />;
  return (
    <FactorForm
      asks={["password", "code"]}
      submit={t("renew")}
      send={renewRecoveryCodesAction}
      onDone={({ recoveryCodes }) => setCodes(recoveryCodes)}
      cancel={stop}
    />
  );
}

function SwitchOff({ stop }: { stop: () => void }) {
  const t = useTranslations("factor");
  return (
    <FactorForm
      asks={["password", "code"]}
      submit={t("switchOff")}
      send={removeFactorAction}
      onDone={() => {
        showToast({ text: t("switchedOff") });
        stop();
      }}
      cancel={stop}
    />
  );
}
