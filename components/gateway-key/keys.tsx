"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { AddKeyDialog } from "@/components/gateway-key/add-key-dialog";
import { KeyRow } from "@/components/gateway-key/key-row";
import { Serving } from "@/components/gateway-key/serving";
import { SettingsRow } from "@/components/gateway-key/settings-row";
import { Section } from "@/components/team/section";
import { SettingsPage } from "@/components/team/settings-page";
import { Button } from "@/components/ui/button";
import type { Theme, Viewer } from "@/lib/account/schema";
import { keysQuery } from "@/lib/gateway-key/queries";
import type { KeysView } from "@/lib/gateway-key/schema";

/** For owners and admins: what the team pays the gateway with. */
export function Keys({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("gateway");
  const { data, isError, refetch } = useQuery(keysQuery());
  return (
    <SettingsPage {...{ viewer, theme }} here="keys" lead={t("lead", { team: viewer.team.name })}>
      {data ? <Lists view={data} /> : null}
      {!data && isError ? (
        <Line>
          {t("loadFailed")}
          <Button size={26} onClick={() => void refetch()}>
            {t("tryAgain")}
          </Button>
        </Line>
      ) : null}
      {data || isError ? null : <Line>{t("loading")}</Line>}
    </SettingsPage>
  );
}

function Lists({ view }: { view: KeysView }) {
  const t = useTranslations("gateway");
  const head = useRef<HTMLHeadingElement>(null);
  const { keys, servingId, settings } = view;
  return (
    <>
      <Section title={t("title", { count: keys.length })} headRef={head}>
        <ul>
          {keys.map((shown) => (
            <KeyRow
              key={shown.id}
              shown={shown}
              isServing={shown.id === servingId}
              onRemoved={() => head.current?.focus()}
            />
          ))}
          {settings ? <SettingsRow settings={settings} isServing={servingId === null} /> : null}
        </ul>
        <AddKey />
      </Section>
      {keys.length > 0 ? (
        <Section title={t("servingTitle")}>
          <Serving view={view} />
        </Section>
      ) : null}
    </>
  );
}

function AddKey() {
  const t = useTranslations("gateway");
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className="border-hair border-t pt-4">
      <Button ref={button} kind="paper" icon={Plus} onClick={() => setIsOpen(true)}>
        {t("add")}
      </Button>
      {isOpen ? (
        <AddKeyDialog close={() => setIsOpen(false)} onClosed={() => button.current?.focus()} />
      ) : null}
    </div>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-center gap-3 border-hair border-t py-3 text-ink-2">
    {children}
  </p>
);
