"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { Shell } from "@/components/shell/shell";
import { CleanUp } from "@/components/storage/clean-up";
import { RoomTable } from "@/components/storage/room-table";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { showToast } from "@/components/ui/toast";
import type { Theme, Viewer } from "@/lib/account/schema";
import { LIBRARY_PATH } from "@/lib/library/schema/paths";
import { checkStorageAction } from "@/lib/storage/actions";
import { storageQuery } from "@/lib/storage/queries";
import type { CheckStorage, StorageView } from "@/lib/storage/schema";

/** For admins: what takes the room, and what could go. */
export function Storage({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("storage");
  const query = useQuery(storageQuery());
  const check = useCheck();
  const view = query.data;
  return (
    <Shell viewer={viewer} theme={theme}>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-10 max-tablet:px-4">
        <div className="mx-auto max-w-[860px] pt-4">
          <PageLink
            href={LIBRARY_PATH}
            className="-ms-1 inline-flex min-h-8 items-center gap-1.5 rounded-control px-1 text-ink-2 hover:text-ink max-tablet:min-h-11"
          >
            <ArrowLeft />
            {t("library")}
          </PageLink>
          <h1 className="font-medium text-[22px]/[28px] tracking-[-.02em]">{t("title")}</h1>
          <p className="mt-1.5 mb-5 max-w-[60ch] text-ink-2">{t("lead")}</p>
          {view ? <Found view={view} check={check} /> : null}
          {!view && query.isError ? (
            <Line>
              {t("loadFailed")}
              <Button size={26} onClick={() => void query.refetch()}>
                {t("tryAgain")}
              </Button>
            </Line>
          ) : null}
          {view || query.isError ? null : <Line>{t("loading")}</Line>}
        </div>
      </div>
    </Shell>
  );
}

function useCheck() {
  const t = useTranslations("storage");
  const queryClient = useQueryClient();
  return async (kind: CheckStorage["kind"]) => {
    // The network can fail below an action, and then it throws.
    const done = await checkStorageAction({ kind }).catch(() => null);
    if (!done?.ok) showToast({ text: t("failed") });
    await queryClient.invalidateQueries({ queryKey: storageQuery().queryKey });
  };
}

type FoundProps = { view: StorageView; check: (kind: CheckStorage["kind"]) => Promise<void> };

function Found({ view, check }: FoundProps) {
  const t = useTranslations("storage");
  const place = usePlace();
  const { look, underWay } = view;
  const isIdle = underWay === null;
  return (
    <>
      {look ? (
        <>
          <RoomTable share={look.share} />
          <CleanUp {...{ look, isIdle }} free={() => void check("free")} last={view.free} />
        </>
      ) : null}
      <div role="status" className="mt-5 flex flex-wrap items-center gap-3 text-ink-2">
        {isIdle ? null : (
          <>
            <Spinner />
            {t(underWay === "look" ? "looking" : "freeing")}
          </>
        )}
        {isIdle && look ? t("at", { when: formatMoment(look.at, place) }) : null}
        {isIdle && !look ? t("none") : null}
        {isIdle ? (
          <Button onClick={() => void check("look")}>{t(look ? "again" : "look")}</Button>
        ) : null}
      </div>
    </>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-center gap-3 border-hair border-t py-[15px] text-ink-2">
    {children}
  </p>
);
