"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CollectionBar } from "@/components/collection/collection-bar";
import { LivePictures } from "@/components/collection/live-pictures";
import { OrderedPictures } from "@/components/collection/ordered-pictures";
import { useCompare } from "@/components/compare/use-compare";
import { Over } from "@/components/library/over";
import { Shell } from "@/components/shell/shell";
import { Chip } from "@/components/ui/chip";
import { useViewerAddress } from "@/components/viewer/viewer-address";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canCollect, searchFor } from "@/lib/collection/policy";
import { collectionQuery } from "@/lib/collection/queries";
import type { CollectionView } from "@/lib/collection/schema";
import { libraryDaysQuery } from "@/lib/library/queries";

type CollectionPageProps = { viewer: Viewer; theme: Theme; first: CollectionView };

/** The pictures of a collection: in its own order, or those of its search. */
export function CollectionPage({ viewer, theme, first }: CollectionPageProps) {
  const { data: collection } = useQuery(collectionQuery(first));
  const isLive = collection.search !== null;
  const { data: found } = useQuery({
    ...libraryDaysQuery({ q: searchFor(collection.id), isStacked: false }),
    enabled: isLive,
  });
  const viewerAddress = useViewerAddress();
  const compare = useCompare();
  const open = ({ generationId, variantId }: { generationId: string; variantId: string }) =>
    viewerAddress.open({ generationId, variantId });
  const shared = { viewer, collection, open };
  return (
    <Shell
      viewer={viewer}
      theme={theme}
      top={
        <CollectionBar
          collection={collection}
          count={isLive ? found?.total : (collection.imageCount ?? undefined)}
          mayChange={canCollect(viewer.role)}
        />
      }
    >
      {isLive ? (
        <>
          <Lead collection={collection} />
          <LivePictures
            {...shared}
            openedId={viewerAddress.value?.variantId ?? null}
            compare={(ids) => compare.address.open(ids)}
          />
        </>
      ) : (
        <OrderedPictures {...shared} lead={<Lead collection={collection} />} />
      )}
      <Over viewer={viewer} address={viewerAddress} compare={compare} />
    </Shell>
  );
}

/** What it is for, and where the pictures of a live one come from. */
function Lead({ collection: { description, search } }: { collection: CollectionView }) {
  const t = useTranslations("collection");
  if (!description && search === null) return null;
  return (
    <div className="flex flex-col gap-2 px-6 pt-4 pb-1 max-tablet:px-4">
      {description ? (
        <p className="max-w-[72ch] whitespace-pre-line text-ink-2">{description}</p>
      ) : null}
      {search === null ? null : (
        <p className="flex flex-wrap items-center gap-2 text-ink-2">
          <Chip>{t("live")}</Chip>
          {t("page.liveSearch")}
          <span className="break-all font-mono text-slug">{search}</span>
        </p>
      )}
    </div>
  );
}
