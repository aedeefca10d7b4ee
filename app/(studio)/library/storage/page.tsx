import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Storage } from "@/components/storage/storage";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { STORAGE_PATH } from "@/lib/storage/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("storage");
  return { title: t("title") };
}

export default async function StoragePage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ to: STORAGE_PATH })}`);
  if (viewer.role !== "owner" && viewer.role !== "admin") notFound();
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Storage viewer={viewer} theme={theme} />;
}
