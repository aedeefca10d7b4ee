import { Images, RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useShownFacts } from "@/components/collection/use-shown-facts";
import { Chip } from "@/components/ui/chip";
import { PageLink } from "@/components/ui/page-link";
import { PlainImage } from "@/components/ui/plain-image";
import type { CollectionView } from "@/lib/collection/schema";
import { collectionPath } from "@/lib/collection/schema/facts";
import { imageUrl } from "@/lib/image/schema/facts";

/** One collection of the shelf. */
export function CollectionCard({ collection }: { collection: CollectionView }) {
  const t = useTranslations("collection");
  const locale = useLocale();
  const { id, name, search } = collection;
  const { imageCount, coverImageId } = useShownFacts(collection);
  const isLive = search !== null;
  const label = imageCount === null ? name : t("card", { name, count: imageCount });
  return (
    <li>
      <PageLink
        href={collectionPath(id)}
        aria-label={isLive ? `${label}, ${t("live")}` : label}
        className="group block rounded-print"
      >
        <span className="grid aspect-[4/3] place-items-center rounded-print bg-sheet p-3 group-hover:bg-hover">
          {coverImageId ? (
            <PlainImage
              src={imageUrl(coverImageId, 640)}
              alt=""
              loading="lazy"
              className="max-h-full min-h-0 max-w-full rounded-print object-contain"
            />
          ) : (
            <Images className="size-5 text-ink-3" />
          )}
        </span>
        <span className="mt-2 flex items-center gap-2">
          <span className="min-w-0 truncate font-medium">{name}</span>
          {isLive ? (
            <Chip className="flex-none">
              <RefreshCw className="size-3" />
              {t("live")}
            </Chip>
          ) : null}
          <span className="ms-auto font-mono text-ink-3 text-slug">
            {imageCount?.toLocaleString(locale)}
          </span>
        </span>
      </PageLink>
    </li>
  );
}
