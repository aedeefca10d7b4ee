import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DoorHead } from "@/components/account/door-head";
import { SetUpForm } from "@/components/account/set-up-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.setUp");
  // The address holds a secret until the form has taken it.
  return { title: t("title"), referrer: "no-referrer" };
}

export default async function SetUpPage() {
  const t = await getTranslations("account.setUp");
  return (
    <>
      <DoorHead title={t("title")} lead={t("lead")} />
      <SetUpForm />
    </>
  );
}
