import { ChevronLeft, ListFilter, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRefreshCollections } from "@/components/collection/use-refresh";
import { TakeOut } from "@/components/library/take-out";
import type { TakeoutSource } from "@/components/takeout/takeout-dialog";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { PageLink } from "@/components/ui/page-link";
import { showToast } from "@/components/ui/toast";
import { useOpener } from "@/components/ui/use-opener";
import type { Viewer } from "@/lib/account/schema";
import { removeCollectionAction, restoreCollectionAction } from "@/lib/collection/actions";
import { canCollect } from "@/lib/collection/policy";
import type { CollectionView } from "@/lib/collection/schema";
import { COLLECTIONS_PATH } from "@/lib/collection/schema/facts";
import { tokenText } from "@/lib/library/policy/tokens";
import { libraryPath } from "@/lib/library/schema/paths";

const EditCollectionDialog = onDemand(
  async () => (await import("@/components/collection/edit-collection-dialog")).EditCollectionDialog,
);

type CollectionBarProps = {
  viewer: Viewer;
  collection: CollectionView;
  /** Undefined until it is known. */
  count: number | undefined;
  /** Its pictures, for a download. */
  read: TakeoutSource["read"];
};

export function CollectionBar({ viewer, collection, count, read }: CollectionBarProps) {
  const t = useTranslations("collection");
  const locale = useLocale();
  const remove = useRemoval(collection);
  const asToken = tokenText({ key: "collection", value: collection.name, isNot: false });
  return (
    <>
      <PageLink
        href={COLLECTIONS_PATH}
        className="-ms-2 flex h-8 flex-none items-center gap-1 rounded-control pe-2 ps-1 text-[14px] text-ink-2 hover:bg-hover hover:text-ink max-tablet:h-11 max-tablet:min-w-11"
      >
        <ChevronLeft />
        <span className="max-tablet:sr-only">{t("title")}</span>
      </PageLink>
      <h1 className="flex min-w-0 items-baseline gap-3 font-strong text-[14px]">
        <span className="truncate">{collection.name}</span>
        {count === undefined ? null : (
          <>
            <span aria-hidden="true" className="font-mono font-normal text-ink-3 text-slug">
              {count.toLocaleString(locale)}
            </span>
            <span className="sr-only">{t("page.count", { count })}</span>
          </>
        )}
      </h1>
      <span className="flex-1" />
      <PageLink href={libraryPath(asToken)} className={buttonClass({ kind: "ghost" })}>
        <ListFilter />
        <span className="max-laptop:sr-only">{t("page.inLibrary")}</span>
      </PageLink>
      {count ? <TakeOut viewer={viewer} source={{ count, read }} /> : null}
      {canCollect(viewer.role) ? (
        <>
          <Edit collection={collection} />
          <span aria-hidden="true" className="h-5 w-px bg-hair-2 max-tablet:hidden" />
          <IconButton icon={Trash2} label={t("page.remove")} onClick={remove} />
        </>
      ) : null}
    </>
  );
}

function Edit({ collection }: { collection: CollectionView }) {
  const t = useTranslations("collection.page");
  const { isOpen, anchor, triggerProps } = useOpener("dialog");
  return (
    <>
      <Button {...triggerProps} kind="ghost" icon={Pencil} aria-label={t("edit")}>
        <span className="max-laptop:sr-only">{t("edit")}</span>
      </Button>
      {isOpen ? (
        <EditCollectionDialog
          collection={collection}
          close={anchor.close}
          onClosed={() => anchor.trigger.current?.focus()}
        />
      ) : null}
    </>
  );
}

/** At once, and it can be taken back. */
function useRemoval({ id, name }: CollectionView): () => void {
  const t = useTranslations("collection");
  const router = useRouter();
  const refresh = useRefreshCollections();
  async function restore() {
    const restored = await restoreCollectionAction({ id }).catch(() => null);
    if (restored?.ok) showToast({ text: t("undone") });
    else {
      const isTaken = restored?.error.code === "name_taken";
      showToast({ text: isTaken ? t("page.nameTakenSince", { name }) : t("failed") });
    }
    await refresh();
  }
  return async () => {
    const removed = await removeCollectionAction({ id }).catch(() => null);
    if (!removed?.ok) {
      const isGone = removed?.error.code === "not_found";
      return void showToast({ text: t(isGone ? "gone" : "failed") });
    }
    const undo = { label: t("undo"), run: () => void restore(), durationMs: 10_000 };
    showToast({ text: t("page.removed", { name }), undo });
    router.push(COLLECTIONS_PATH);
    await refresh();
  };
}
