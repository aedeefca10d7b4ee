"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { CollectionCard } from "@/components/collection/collection-card";
import { LibraryTabs } from "@/components/library/library-tabs";
import { Message } from "@/components/library/message";
import { Shell } from "@/components/shell/shell";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canCollect } from "@/lib/collection/policy";
import { collectionsQuery } from "@/lib/collection/queries";
import type { CollectionView } from "@/lib/collection/schema";
import { collectionPath } from "@/lib/collection/schema/facts";

const NewCollectionDialog = onDemand(
  async () => (await import("@/components/collection/new-collection-dialog")).NewCollectionDialog,
);

/** What the team has put together, last changed first. */
export function Shelf({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const { data, isError, refetch } = useQuery(collectionsQuery());
  const mayMake = canCollect(viewer.role);
  return (
    <Shell
      viewer={viewer}
      theme={theme}
      top={
        <>
          <LibraryTabs here="collections" count={data?.collections.length} />
          <span className="flex-1" />
          {mayMake ? <NewCollection /> : null}
        </>
      }
    >
      {data && data.collections.length > 0 ? (
        <Cards collections={data.collections} />
      ) : (
        <Empty
          isError={!data && isError}
          isRead={data !== undefined}
          mayMake={mayMake}
          tryAgain={() => void refetch()}
        />
      )}
    </Shell>
  );
}

function Cards({ collections }: { collections: readonly CollectionView[] }) {
  const t = useTranslations("collection");
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 py-6 max-tablet:px-4 max-tablet:py-4">
      <ul
        aria-label={t("title")}
        className="grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-x-4 gap-y-6 max-tablet:grid-cols-2 max-tablet:gap-x-3"
      >
        {collections.map((collection) => (
          <CollectionCard key={collection.id} collection={collection} />
        ))}
      </ul>
    </div>
  );
}

type EmptyProps = { isError: boolean; isRead: boolean; mayMake: boolean; tryAgain: () => void };

function Empty({ isError, isRead, mayMake, tryAgain }: EmptyProps) {
  const t = useTranslations("collection");
  if (isError)
    return (
      <Message text={t("loadFailed")}>
        <Button onClick={tryAgain}>{t("tryAgain")}</Button>
      </Message>
    );
  if (!isRead) return <Message text={t("loading")} />;
  return <Message text={t(mayMake ? "shelf.empty" : "shelf.emptyToRead")} />;
}

function NewCollection() {
  const t = useTranslations("collection.shelf");
  const router = useRouter();
  const { isOpen, anchor, triggerProps } = useOpener("dialog");
  return (
    <>
      <Button {...triggerProps} kind="paper" icon={Plus}>
        {t("new")}
      </Button>
      {isOpen ? (
        <NewCollectionDialog
          close={anchor.close}
          onClosed={() => anchor.trigger.current?.focus()}
          onMade={({ id }) => router.push(collectionPath(id))}
        />
      ) : null}
    </>
  );
}
