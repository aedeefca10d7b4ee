import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Shelf } from "@/components/collection/shelf";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { COLLECTIONS_PATH } from "@/lib/collection/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("collection");
  return { title: t("title") };
}

export default async function CollectionsPage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ to: COLLECTIONS_PATH })}`);
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Shelf viewer={viewer} theme={theme} />;
}
