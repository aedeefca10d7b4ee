import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvitationDoor } from "@/components/account/invitation-door";
import { loadSignInServices } from "@/lib/account/loaders";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.invitation");
  // The address holds a secret until the page has taken it.
  return { title: t("pageTitle"), referrer: "no-referrer" };
}

export default function InvitationPage() {
  return <InvitationDoor services={loadSignInServices()} />;
}
