import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Log } from "@/components/log/log";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { LOG_PATH } from "@/lib/audit/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("team");
  return { title: t("log") };
}

export default async function LogPage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?to=${LOG_PATH}`);
  if (viewer.role !== "owner" && viewer.role !== "admin") notFound();
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Log viewer={viewer} theme={theme} />;
}
