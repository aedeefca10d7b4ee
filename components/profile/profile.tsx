"use client";

import { useTranslations } from "next-intl";
import { Devices } from "@/components/profile/devices";
import { NameForm } from "@/components/profile/name-form";
import { PasswordForm } from "@/components/profile/password-form";
import { Preferences } from "@/components/profile/preferences";
import { Services } from "@/components/profile/services";
import { FactorSection } from "@/components/second-factor/factor-section";
import { PasskeySection } from "@/components/second-factor/passkey-section";
import { Section } from "@/components/team/section";
import { SettingsPage } from "@/components/team/settings-page";
import type { Theme, Viewer } from "@/lib/account/schema";

/** What a person has of their own here. */
export function Profile({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("profile");
  const { name, email } = viewer.user;
  return (
    <SettingsPage {...{ viewer, theme }} here="profile" lead={t("lead", { email })}>
      <Section title={t("you")}>
        <NameForm name={name} />
        <Preferences theme={theme} />
      </Section>
      <Section title={t("password.title")}>
        <PasswordForm />
      </Section>
      <FactorSection />
      <PasskeySection />
      <Services />
      <Section title={t("devices.title")}>
        <Devices />
      </Section>
    </SettingsPage>
  );
}
