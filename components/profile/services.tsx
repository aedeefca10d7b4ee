import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { ServiceForm } from "@/components/profile/service-form";
import { useReread } from "@/components/second-factor/use-reread";
import { Section } from "@/components/team/section";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { servicesQuery } from "@/lib/account/queries";
import type { ServiceView } from "@/lib/account/schema/sign-in-service";

/** Accounts elsewhere with which the person signs in here. Nothing where the studio works with none. */
export function Services() {
  const t = useTranslations("profile.services");
  const { data, isError, refetch } = useQuery(servicesQuery());
  const [doing, setDoing] = useState<ServiceView | null>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const reread = useReread();
  function stop() {
    setDoing(null);
    head.current?.focus();
    void refetch();
    void reread();
  }
  if (data?.services.length === 0) return null;
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
      {data && doing === null ? <List services={data.services} start={setDoing} /> : null}
      {doing ? <ServiceForm service={doing} stop={stop} /> : null}
    </Section>
  );
}

type ListProps = { services: readonly ServiceView[]; start: (service: ServiceView) => void };

function List({ services, start }: ListProps) {
  const t = useTranslations("profile.services");
  // What the way back from a service has brought.
  const outcome = useSearchParams().get("service");
  return (
    <>
      <p className="mb-3 max-w-[60ch] text-ink-2">{t("lead")}</p>
      {outcome === "taken" ? <AlertLine text={t("taken")} /> : null}
      {outcome === "done" ? (
        <p role="status" className="mb-2 text-small">
          {t("done")}
        </p>
      ) : null}
      <ul>
        {services.map((service) => (
          <Row key={service.id} service={service} start={() => start(service)} />
        ))}
      </ul>
    </>
  );
}

function Row({ service, start }: { service: ServiceView; start: () => void }) {
  const t = useTranslations("profile.services");
  const { name, isSetUp, connected } = service;
  const state = useStanding(service);
  return (
    <li className="flex items-center gap-3 border-hair border-t py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{name}</p>
        <p className="break-words text-ink-2 text-small">{state}</p>
      </div>
      {connected ? (
        <Button kind="ghost" aria-label={t("disconnectOf", { name })} onClick={start}>
          {t("disconnect")}
        </Button>
      ) : null}
      {!connected && isSetUp ? (
        <Button aria-label={t("connectOf", { name })} onClick={start}>
          {t("connect")}
        </Button>
      ) : null}
    </li>
  );
}

/** As a sentence. */
function useStanding({ isSetUp, connected }: ServiceView): string {
  const t = useTranslations("profile.services");
  const place = usePlace();
  if (!connected) return t("notConnected");
  if (!isSetUp) return t("notSetUp");
  const when = formatMoment(connected.since, place);
  return connected.email === ""
    ? t("connectedUnnamed", { when })
    : t("connected", { email: connected.email, when });
}
