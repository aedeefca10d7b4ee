import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { movedTo, nextOf, picturesOf, withPictures } from "@/components/collection/order";
import { useRefreshCollections } from "@/components/collection/use-refresh";
import { useAnnounce } from "@/components/ui/live-region";
import { showToast } from "@/components/ui/toast";
import {
  moveInCollectionAction,
  putBackIntoCollectionAction,
  takeFromCollectionAction,
} from "@/lib/collection/actions";
import { collectionPicturesQuery } from "@/lib/collection/queries";
import type { CollectionView } from "@/lib/collection/schema";
import type { LibraryPicture } from "@/lib/library/schema";

/** The pictures of a collection in their order, and what changes it: here at once, in its turn on the server. */
export function useOrderedPictures({ id, changedAt }: CollectionView) {
  const t = useTranslations("collection");
  const announce = useAnnounce();
  const queryClient = useQueryClient();
  const query = collectionPicturesQuery(id);
  const { data, hasNextPage, isFetching, isError, ...reading } = useInfiniteQuery(query);
  const pictures = data ? picturesOf(data) : [];
  const { send, isUnderWay } = useInTurn();

  // Somebody else has changed it. What is read while a change is on its way would show the order before it.
  const read = useRef(changedAt);
  const onNews = useEffectEvent((at: string) => {
    if (read.current !== at && !isUnderWay())
      void queryClient.invalidateQueries({ queryKey: query.queryKey });
    read.current = at;
  });
  useEffect(() => onNews(changedAt), [changedAt]);

  function show(changed: readonly LibraryPicture[]) {
    // What is on its way still has the old order.
    void queryClient.cancelQueries({ queryKey: query.queryKey });
    queryClient.setQueryData(query.queryKey, (old) => old && withPictures(old, changed));
  }
  function move(picture: LibraryPicture, index: number) {
    const { imageId, code } = picture;
    const place = Math.max(0, Math.min(index, pictures.length - 1));
    const changed = movedTo(pictures, imageId, place);
    if (pictures[place]?.imageId === imageId) return;
    show(changed);
    announce(t("grid.moved", { code, place: place + 1, count: changed.length }));
    const beforeImageId = nextOf(changed, imageId, hasNextPage);
    send(() => moveInCollectionAction({ id, imageId, beforeImageId }));
  }
  function take(picture: LibraryPicture) {
    const asked = { id, imageIds: [picture.imageId] };
    show(pictures.filter(({ imageId }) => imageId !== picture.imageId));
    send(() => takeFromCollectionAction(asked));
    const undo = {
      label: t("undo"),
      run: () => send(() => putBackIntoCollectionAction(asked)),
      durationMs: 10_000,
    };
    showToast({ text: t("grid.taken", { code: picture.code }), undo });
  }
  return {
    pictures,
    /** Another one whenever they are other pictures, or in another order. */
    version: data,
    hasMore: hasNextPage,
    isRead: data !== undefined,
    isError: isError && !data,
    tryAgain: () => void reading.refetch(),
    more: () => {
      const hasFailed = reading.isFetchNextPageError;
      if (hasNextPage && !isFetching && !hasFailed) void reading.fetchNextPage();
    },
    ...{ move, take },
  };
}
export type OrderedPictures = ReturnType<typeof useOrderedPictures>;

/** One change after the other, as they were made; what came of them is read once all are done. */
function useInTurn() {
  const t = useTranslations("collection");
  const refresh = useRefreshCollections();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const underWay = useRef(0);
  const send = (change: () => Promise<{ ok: boolean }>) => {
    underWay.current += 1;
    // The network can fail below an action, and then it throws.
    last.current = last.current.then(async () => {
      const done = await change().catch(() => null);
      underWay.current -= 1;
      if (!done?.ok) showToast({ text: t("failed") });
      if (underWay.current === 0) await refresh();
    });
  };
  return { send, isUnderWay: () => underWay.current > 0 };
}
