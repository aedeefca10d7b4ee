import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FirstSteps } from "@/components/first-steps/first-steps";
import { loadViewer } from "@/lib/account/loaders";
import { FIRST_STEPS_PATH } from "@/lib/first-steps/schema/facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("steps");
  return { title: t("title") };
}

export default async function FirstStepsPage() {
  const viewer = await loadViewer();
  if (!viewer) redirect(`/sign-in?to=${FIRST_STEPS_PATH}`);
  if (viewer.role !== "owner" && viewer.role !== "admin") notFound();
  return <FirstSteps viewer={viewer} />;
}
