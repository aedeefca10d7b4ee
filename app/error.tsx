"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/shell/notice";
import { buttonClass } from "@/components/ui/button-class";

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
      {/* Bare: what a Button brings along would be loaded with every page. */}
      <button type="button" onClick={retry} className={buttonClass({ kind: "paper", size: 40 })}>
        {t("tryAgain")}
      </button>
    </Notice>
  );
}
