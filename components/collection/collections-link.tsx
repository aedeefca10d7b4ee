import { Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/page-link";
import { COLLECTIONS_PATH } from "@/lib/collection/schema/facts";

/** Among the filters of a phone, whose bar has no room for it. */
export function CollectionsLink() {
  const t = useTranslations("collection");
  return (
    <p className="border-hair border-b px-4 pb-2 tablet:hidden">
      <PageLink
        href={COLLECTIONS_PATH}
        className="-mx-1.5 flex min-h-11 items-center gap-2 rounded-[5px] px-1.5 text-ink-2 hover:bg-hover hover:text-ink"
      >
        <Images />
        {t("title")}
      </PageLink>
    </p>
  );
}
