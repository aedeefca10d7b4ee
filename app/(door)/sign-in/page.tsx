import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { refusalKey } from "@/components/account/form-messages";
import { SignInForm } from "@/components/account/sign-in-form";
import { loadMustSetUpFactor, loadSignInServices } from "@/lib/account/loaders";
import { SECOND_FACTOR_PATH } from "@/lib/account/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  // A screen that stood open when the team began to ask for it comes here.
  if (await loadMustSetUpFactor()) redirect(SECOND_FACTOR_PATH);
  const code = refusalOf(await searchParams);
  return (
    <SignInForm services={loadSignInServices()} notice={code === null ? null : refusalKey(code)} />
  );
}

/** `refused` is our own word; `error` is next-auth's, for what it could not take from a service. */
function refusalOf({ refused, error }: Awaited<PageProps<"/sign-in">["searchParams"]>) {
  if (typeof refused === "string") return refused;
  if (error === undefined) return null;
  return error === "OAuthCallbackError" ? "service_cancelled" : "service_failed";
}
