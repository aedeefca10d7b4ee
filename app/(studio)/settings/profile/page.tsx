import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Profile } from "@/components/profile/profile";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { PROFILE_PATH } from "@/lib/team/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("team");
  return { title: t("profile") };
}

export default async function ProfilePage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?to=${PROFILE_PATH}`);
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Profile viewer={viewer} theme={theme} />;
}
