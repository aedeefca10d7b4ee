import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Library } from "@/components/library/library";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { LIBRARY_PATH } from "@/lib/library/schema/paths";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("title") };
}

export default async function LibraryPage({ searchParams }: PageProps<"/library">) {
  const viewer = await loadViewer();
  if (!viewer) redirect(signInPath(await searchParams));
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <Library viewer={viewer} theme={theme} />;
}

/** Keeps a search that was shared, for after the sign-in. */
function signInPath(query: Record<string, string | string[] | undefined>): string {
  const kept = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const to = [LIBRARY_PATH, new URLSearchParams(kept)].filter(String).join("?");
  return `/sign-in?${new URLSearchParams({ to })}`;
}
