import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CollectionPage } from "@/components/collection/collection-page";
import { loadViewer } from "@/lib/account/loaders";
import { THEME_COOKIE, themeSchema } from "@/lib/account/schema";
import { loadCollection } from "@/lib/collection/loaders";
import { collectionPath } from "@/lib/collection/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("collection");
  return { title: t("title") };
}

export default async function OneCollectionPage({ params }: PageProps<"/collections/[id]">) {
  const { id } = await params;
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ to: collectionPath(id) })}`);
  const collection = await loadCollection(id);
  if (!collection) notFound();
  const theme = themeSchema.catch("dark").parse((await cookies()).get(THEME_COOKIE)?.value);
  return <CollectionPage viewer={viewer} theme={theme} first={collection} />;
}
