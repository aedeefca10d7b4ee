import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Reference } from "@/components/api/reference";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { loadReference } from "@/lib/api/loaders";
import { API_REFERENCE_PATH } from "@/lib/api-token/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("api");
  return { title: t("page") };
}

export default async function ApiReferencePage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?to=${API_REFERENCE_PATH}`);
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Reference viewer={viewer} theme={theme} view={loadReference()} />;
}
