import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Attention } from "@/components/attention/attention";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("attention");
  return { title: t("title") };
}

export default async function AttentionPage() {
  const viewer = await loadViewer();
  if (!viewer) redirect("/sign-in");
  if (viewer.role !== "owner" && viewer.role !== "admin") notFound();
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Attention viewer={viewer} theme={theme} />;
}
