import { useQuery } from "@tanstack/react-query";
import { Image, ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useChooseCover } from "@/components/collection/use-choose-cover";
import { useCullAddress } from "@/components/library/cull-address";
import { Message } from "@/components/library/message";
import { Pictures } from "@/components/library/pictures";
import { Word } from "@/components/library/selection-bar";
import { useFocusAfter } from "@/components/library/use-focus-after";
import { CELL_SIZES } from "@/components/library/use-library-address";
import { Button } from "@/components/ui/button";
import type { Viewer } from "@/lib/account/schema";
import { canCollect, searchFor } from "@/lib/collection/policy";
import type { CollectionView } from "@/lib/collection/schema";
import { libraryDaysQuery } from "@/lib/library/queries";
import type { LibraryPicture } from "@/lib/library/schema";

type LivePicturesProps = {
  viewer: Viewer;
  collection: CollectionView;
  open: (picture: LibraryPicture) => void;
  /** Of the picture that is open: back from it the focus is on it again. */
  openedId: string | null;
  compare: (variantIds: readonly string[]) => void;
};

/** What its search finds now, as the library shows it. */
export function LivePictures({ collection, openedId, ...props }: LivePicturesProps) {
  const t = useTranslations("collection");
  const q = searchFor(collection.id);
  const { data: found, isError, refetch } = useQuery(libraryDaysQuery({ q, isStacked: false }));
  const cull = useCullAddress();
  const focus = useFocusAfter(openedId);
  const choose = useChooseCover(collection.id);
  if (isError && !found)
    return (
      <Message text={t("loadFailed")}>
        <Button onClick={() => void refetch()}>{t("tryAgain")}</Button>
      </Message>
    );
  if (!found) return <Message text={t("loading")} />;
  if (found.total === 0) return <Message text={t("page.emptyLive")} />;
  return (
    <Pictures
      key={found.asOf}
      {...props}
      {...{ q, list: found, focus }}
      cell={CELL_SIZES.medium}
      culling={{ isOpen: cull.value !== null, close: cull.close }}
      onePicture={({ imageId }) =>
        canCollect(props.viewer.role) ? (
          <CoverButton
            isCover={collection.isCoverChosen && collection.coverImageId === imageId}
            choose={(isCover) => choose(isCover ? imageId : null)}
          />
        ) : null
      }
    />
  );
}

type CoverButtonProps = { isCover: boolean; choose: (isCover: boolean) => void };

function CoverButton({ isCover, choose }: CoverButtonProps) {
  const t = useTranslations("collection.grid");
  const label = t(isCover ? "firstAsCover" : "makeCover");
  return (
    <Button
      kind="ghost"
      icon={isCover ? ImageOff : Image}
      aria-label={label}
      hint={label}
      onClick={() => choose(!isCover)}
    >
      <Word>{t("cover")}</Word>
    </Button>
  );
}
