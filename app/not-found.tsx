import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/shell/notice";
import { buttonClass } from "@/components/ui/button-class";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common.notFound");
  return { title: t("title") };
}

export default async function NotFound() {
  const t = await getTranslations("common");
  return (
    <Notice title={t("notFound.title")} text={t("notFound.text")}>
      <Link href="/" className={buttonClass({ kind: "paper", size: 40 })}>
        {t("openStudio")}
      </Link>
    </Notice>
  );
}
