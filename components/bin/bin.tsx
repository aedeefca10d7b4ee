"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowLeft, HardDrive } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { BinCard } from "@/components/bin/bin-card";
import { BinSelection } from "@/components/bin/bin-selection";
import { EraseDialog } from "@/components/bin/erase-dialog";
import { useBin } from "@/components/bin/use-bin";
import { Shell } from "@/components/shell/shell";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canErase } from "@/lib/bin/policy";
import { binQuery } from "@/lib/bin/queries";
import type { BinChoice } from "@/lib/bin/schema";
import { BIN_DAYS } from "@/lib/bin/schema/facts";
import { LIBRARY_PATH } from "@/lib/library/schema/paths";
import { formatBytes } from "@/lib/shared/bytes";
import { STORAGE_PATH } from "@/lib/storage/schema/facts";

/** What was thrown away, and the way back. */
export function Bin({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("bin");
  const query = useInfiniteQuery(binQuery());
  const [asked, setAsked] = useState<BinChoice | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const pictures = query.data?.pages.flatMap((page) => page.pictures) ?? [];
  const bin = useBin({ pictures, onEmptied: () => title.current?.focus() });
  const ask = (choice: BinChoice) => {
    bin.noteOpener();
    setAsked(choice);
  };
  const erase = canErase(viewer.role) ? ask : null;
  const [first] = query.data?.pages ?? [];
  return (
    <Shell viewer={viewer} theme={theme}>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-24 max-tablet:px-4">
          <Head
            title={title}
            total={first?.total}
            until={first?.asOf}
            {...{ erase, restore: bin.restore }}
          />
          <ul
            aria-label={t("list")}
            className="grid grid-cols-[repeat(auto-fill,minmax(176px,1fr))] gap-x-4 gap-y-6 max-tablet:grid-cols-2 max-tablet:gap-x-3"
          >
            {pictures.map((picture) => (
              <BinCard
                key={picture.imageId}
                picture={picture}
                isChosen={bin.chosen.has(picture.imageId)}
                toggle={() => bin.toggle(picture.imageId)}
                restore={() => void bin.restore({ imageIds: [picture.imageId] })}
                erase={erase && (() => erase({ imageIds: [picture.imageId] }))}
              />
            ))}
          </ul>
          <Foot query={query} isEmpty={first?.total.count === 0} />
        </div>
        <BinSelection {...{ bin, erase }} />
      </div>
      {asked ? (
        <EraseDialog
          choice={asked}
          close={() => setAsked(null)}
          onErased={bin.onErased}
          onClosed={bin.onDialogClosed}
        />
      ) : null}
    </Shell>
  );
}

type HeadProps = {
  title: React.RefObject<HTMLHeadingElement | null>;
  total: { count: number; sizeBytes: number } | undefined;
  /** When the list was read: "all" are those that were in it then. */
  until: string | undefined;
  restore: (choice: BinChoice) => Promise<void>;
  /** Null for who may not. */
  erase: ((choice: BinChoice) => void) | null;
};

function Head({ title, total, until, restore, erase }: HeadProps) {
  const t = useTranslations("bin");
  const locale = useLocale();
  return (
    <header className="flex flex-wrap items-end gap-x-4 gap-y-3 pt-4 pb-6">
      <div className="min-w-0 flex-1 basis-80">
        <PageLink
          href={LIBRARY_PATH}
          className="-ms-1 inline-flex min-h-8 items-center gap-1.5 rounded-control px-1 text-ink-2 hover:text-ink max-tablet:min-h-11"
        >
          <ArrowLeft />
          {t("library")}
        </PageLink>
        <h1
          ref={title}
          tabIndex={-1}
          className="flex flex-wrap items-baseline gap-x-3 font-medium text-[22px]/[28px] tracking-[-.02em] outline-none"
        >
          {t("title")}
          {total && total.count > 0 ? (
            <span className="font-mono font-normal text-ink-3 text-slug tracking-normal">
              {t("size", { count: total.count, size: formatBytes(total.sizeBytes, locale) })}
            </span>
          ) : null}
        </h1>
        <p className="mt-1.5 max-w-[60ch] text-ink-2">{t("lead", { days: BIN_DAYS })}</p>
        {erase ? <StorageLink /> : null}
      </div>
      {until && total && total.count > 0 ? (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => void restore({ until })}>{t("restoreAll")}</Button>
          {erase ? (
            <Button kind="ghost" onClick={() => erase({ until })} className="text-red!">
              {t("emptyBin")}
            </Button>
          ) : null}
        </div>
      ) : null}
    </header>
  );
}

/** Whoever may delete for good may see what takes the room. */
function StorageLink() {
  const t = useTranslations("storage");
  return (
    <PageLink
      href={STORAGE_PATH}
      className="-ms-1 mt-1 inline-flex min-h-8 items-center gap-1.5 rounded-control px-1 text-ink-2 hover:text-ink max-tablet:min-h-11"
    >
      <HardDrive />
      {t("link")}
    </PageLink>
  );
}

type FootProps = {
  query: Pick<
    ReturnType<typeof useInfiniteQuery>,
    "data" | "isError" | "hasNextPage" | "isFetchingNextPage" | "refetch" | "fetchNextPage"
  >;
  isEmpty: boolean;
};

/** What there is to say instead of pictures, or after them. */
function Foot({ query, isEmpty }: FootProps) {
  const t = useTranslations("bin");
  if (query.hasNextPage)
    return (
      <div className="flex justify-center pt-8">
        <Button isLoading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      </div>
    );
  if (query.data) return isEmpty ? <Line>{t("empty")}</Line> : null;
  return query.isError ? (
    <Line>
      {t("loadFailed")}
      <Button size={26} onClick={() => void query.refetch()}>
        {t("tryAgain")}
      </Button>
    </Line>
  ) : (
    <Line>{t("loading")}</Line>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-center gap-3 border-hair border-t py-[15px] text-ink-2">
    {children}
  </p>
);
