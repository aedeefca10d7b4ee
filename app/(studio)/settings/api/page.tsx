import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Tokens } from "@/components/api-token/tokens";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { API_PATH } from "@/lib/api-token/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("team");
  return { title: t("api") };
}

export default async function ApiPage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?to=${API_PATH}`);
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Tokens viewer={viewer} theme={theme} />;
}
