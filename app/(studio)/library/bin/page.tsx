import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Bin } from "@/components/bin/bin";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { BIN_PATH } from "@/lib/bin/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("bin");
  return { title: t("title") };
}

export default async function BinPage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ to: BIN_PATH })}`);
  if (viewer.role === "reviewer") notFound();
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Bin viewer={viewer} theme={theme} />;
}
