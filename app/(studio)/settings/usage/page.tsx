import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Usage } from "@/components/usage/usage";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { USAGE_PATH } from "@/lib/money/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("team");
  return { title: t("usage") };
}

export default async function UsagePage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?to=${USAGE_PATH}`);
  if (viewer.role === "reviewer") notFound();
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  // Days are those of UTC, also where the browser's is another.
  const today = new Date().toISOString().slice(0, 10);
  return <Usage viewer={viewer} theme={theme} today={today} />;
}
