"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { FactorSwitch } from "@/components/team/factor-switch";
import { InvitationRow } from "@/components/team/invitation-row";
import { InviteForm } from "@/components/team/invite-form";
import { PersonRow } from "@/components/team/person-row";
import { Section } from "@/components/team/section";
import { SettingsPage } from "@/components/team/settings-page";
import { Button } from "@/components/ui/button";
import type { Theme, Viewer } from "@/lib/account/schema";
import { peopleQuery } from "@/lib/team/queries";
import type { PeopleView } from "@/lib/team/schema";

/** For owners and admins: who is in the team, and who is invited. */
export function People({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("team");
  const { data, isError, refetch } = useQuery(peopleQuery());
  return (
    <SettingsPage {...{ viewer, theme }} here="people" lead={t("lead", { team: viewer.team.name })}>
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

function Lists({ view }: { view: PeopleView }) {
  const { people, invitations, grantable } = view;
  const t = useTranslations("team");
  const head = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <Section title={t("invite.title")}>
        <InviteForm view={view} />
      </Section>
      <Section title={t("members", { count: people.length })} headRef={head}>
        <ul>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              {...{ person, grantable }}
              onRemoved={() => head.current?.focus()}
            />
          ))}
        </ul>
      </Section>
      <Section title={t("factor.title")}>
        <FactorSwitch {...view} />
      </Section>
      <Section title={t("invitations")}>
        {invitations.length > 0 ? (
          <ul>
            {/* A new link is another invitation for the same address: its row stays, with the link in it. */}
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.email} invitation={invitation} />
            ))}
          </ul>
        ) : (
          <Line>{t("noInvitations")}</Line>
        )}
      </Section>
    </>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-center gap-3 border-hair border-t py-3 text-ink-2">
    {children}
  </p>
);
