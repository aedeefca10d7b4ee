import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { OrderedGrid } from "@/components/collection/ordered-grid";
import { useOrderedPictures } from "@/components/collection/use-ordered-pictures";
import { Message } from "@/components/library/message";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { PageLink } from "@/components/ui/page-link";
import type { Viewer } from "@/lib/account/schema";
import { canCollect } from "@/lib/collection/policy";
import type { CollectionView } from "@/lib/collection/schema";
import type { LibraryPicture } from "@/lib/library/schema";
import { LIBRARY_PATH } from "@/lib/library/schema/paths";

type OrderedPicturesProps = {
  viewer: Viewer;
  collection: CollectionView;
  /** Stands above them. */
  lead: ReactNode;
  open: (picture: LibraryPicture) => void;
};

/** What was put into it, in its order. */
export function OrderedPictures({ viewer, collection, lead, open }: OrderedPicturesProps) {
  const ordered = useOrderedPictures(collection);
  const scroller = useRef<HTMLDivElement>(null);
  const mayArrange = canCollect(viewer.role);
  return (
    <div ref={scroller} className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain">
      {lead}
      {ordered.pictures.length > 0 ? (
        <div className="px-6 py-4 max-tablet:px-3">
          <OrderedGrid {...{ collection, ordered, scroller, mayArrange, open }} />
        </div>
      ) : (
        <Empty ordered={ordered} mayArrange={mayArrange} />
      )}
    </div>
  );
}

type EmptyProps = { ordered: ReturnType<typeof useOrderedPictures>; mayArrange: boolean };

function Empty({ ordered, mayArrange }: EmptyProps) {
  const t = useTranslations("collection");
  if (ordered.isError)
    return (
      <Message text={t("loadFailed")}>
        <Button onClick={ordered.tryAgain}>{t("tryAgain")}</Button>
      </Message>
    );
  if (!ordered.isRead) return <Message text={t("loading")} />;
  if (!mayArrange) return <Message text={t("page.emptyToRead")} />;
  return (
    <Message text={t("page.empty")}>
      <PageLink href={LIBRARY_PATH} className={buttonClass({ kind: "paper" })}>
        {t("page.toLibrary")}
      </PageLink>
    </Message>
  );
}
