"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AttentionEntry } from "@/components/attention/attention-entry";
import { BackupNotice } from "@/components/attention/backup-notice";
import { useDecisions } from "@/components/attention/use-decisions";
import { useSettle } from "@/components/attention/use-settle";
import { Shell } from "@/components/shell/shell";
import { Button } from "@/components/ui/button";
import type { Theme, Viewer } from "@/lib/account/schema";
import { firstStepsQuery } from "@/lib/first-steps/queries";
import { attentionQuery } from "@/lib/generation/queries";

/** For admins: what may be paid for and has no picture, and what else is odd. */
export function Attention({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("attention");
  const { data, isError, refetch } = useQuery(attentionQuery());
  const { decide, dialog } = useDecisions();
  const settle = useSettle();
  const entries = data?.entries ?? [];
  const backup = useQuery(firstStepsQuery()).data?.backup;
  return (
    <Shell viewer={viewer} theme={theme}>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-10 max-tablet:px-4">
        <div className="mx-auto max-w-[720px]">
          <h1
            tabIndex={-1}
            className="pt-[30px] font-medium text-[22px]/[28px] tracking-[-.02em] outline-none"
          >
            {t("title")}
          </h1>
          <p className="mt-1.5 mb-5 max-w-[60ch] text-ink-2">{t("lead")}</p>
          <ol>
            {backup?.failure ? <BackupNotice failure={backup.failure} lastAt={backup.at} /> : null}
            {entries.map((entry) => (
              <AttentionEntry key={entry.variant.id} {...{ entry, decide, settle }} />
            ))}
          </ol>
          {data && entries.length === 0 && !backup?.failure ? <Line>{t("empty")}</Line> : null}
          {!data && isError ? (
            <Line>
              {t("loadFailed")}
              <Button size={26} onClick={() => void refetch()}>
                {t("tryAgain")}
              </Button>
            </Line>
          ) : null}
          {data || isError ? null : <Line>{t("loading")}</Line>}
        </div>
      </div>
      {dialog}
    </Shell>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-center gap-3 border-hair border-t py-[15px] text-ink-2">
    {children}
  </p>
);
