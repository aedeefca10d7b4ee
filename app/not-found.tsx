import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NOTICE_BUTTON, Notice } from "@/components/shell/notice";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common.notFound");
  return { title: t("title") };
}

export default async function NotFound() {
  const t = await getTranslations("common");
  return (
    <Notice title={t("notFound.title")} text={t("notFound.text")}>
      {/* No Link: its code would be loaded with every page. */}
      <a href="/" className={NOTICE_BUTTON}>
        {t("openStudio")}
      </a>
    </Notice>
  );
}
