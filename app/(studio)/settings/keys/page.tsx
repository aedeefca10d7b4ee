import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Keys } from "@/components/gateway-key/keys";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { KEYS_PATH } from "@/lib/gateway-key/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("team");
  return { title: t("keys") };
}

export default async function KeysPage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?to=${KEYS_PATH}`);
  if (viewer.role !== "owner" && viewer.role !== "admin") notFound();
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Keys viewer={viewer} theme={theme} />;
}
