"use client";

import { useTranslations } from "next-intl";
import { NOTICE_BUTTON, Notice } from "@/components/shell/notice";

type FailureProps = { error: Error & { digest?: string }; retry: () => void };

export default function Failure({ error, retry }: FailureProps) {
  const t = useTranslations("common");
  const { digest } = error;
  return (
    <Notice
      title={t("failed.title")}
      text={t("failed.text")}
      {...(digest && { code: t("failed.code", { digest }) })}
    >
      <button type="button" onClick={retry} className={NOTICE_BUTTON}>
        {t("tryAgain")}
      </button>
    </Notice>
  );
}
