"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/shell/notice";
import { Button } from "@/components/ui/button";

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
      <Button kind="paper" size={40} onClick={retry}>
        {t("tryAgain")}
      </Button>
    </Notice>
  );
}
