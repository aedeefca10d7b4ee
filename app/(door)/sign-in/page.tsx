import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/account/sign-in-form";
import { loadMustSetUpFactor } from "@/lib/account/loaders";
import { SECOND_FACTOR_PATH } from "@/lib/account/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.signIn");
  return { title: t("title") };
}

export default async function SignInPage() {
  // A screen that stood open when the team began to ask for it comes here.
  if (await loadMustSetUpFactor()) redirect(SECOND_FACTOR_PATH);
  return <SignInForm />;
}
