import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DoorHead } from "@/components/account/door-head";
import { SignInForm } from "@/components/account/sign-in-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.signIn");
  return { title: t("title") };
}

export default async function SignInPage() {
  const t = await getTranslations("account.signIn");
  return (
    <>
      <DoorHead title={t("title")} lead={t("lead")} />
      <SignInForm />
    </>
  );
}
