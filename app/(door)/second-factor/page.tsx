import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DoorHead } from "@/components/account/door-head";
import { MustSetUp } from "@/components/second-factor/must-set-up";
import { loadHasPassword, loadMustSetUpFactor } from "@/lib/account/loaders";
import { PROFILE_PATH } from "@/lib/team/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.mustSetUp");
  return { title: t("pageTitle") };
}

export default async function SecondFactorPage() {
  const t = await getTranslations("account.mustSetUp");
  const mustSetUp = await loadMustSetUpFactor();
  if (mustSetUp === null) redirect("/sign-in");
  if (!mustSetUp) redirect(PROFILE_PATH);
  return (
    <>
      <DoorHead title={t("title")} lead={t("lead")} />
      <MustSetUp hasPassword={await loadHasPassword()} />
    </>
  );
}
