import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { People } from "@/components/team/people";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { PEOPLE_PATH } from "@/lib/team/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("team");
  return { title: t("people") };
}

export default async function PeoplePage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?to=${PEOPLE_PATH}`);
  if (viewer.role !== "owner" && viewer.role !== "admin") notFound();
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <People viewer={viewer} theme={theme} />;
}
