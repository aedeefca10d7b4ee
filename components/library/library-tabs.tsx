import { Images, Library, type LucideIcon } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";
import { COLLECTIONS_PATH } from "@/lib/collection/schema/facts";
import { LIBRARY_PATH } from "@/lib/library/schema/paths";

type Tab = "library" | "collections";
type LibraryTabsProps = {
  here: Tab;
  /** How many there are of what is here; undefined until it is known. */
  count: number | undefined;
};

const LINKS: Record<Tab, { href: string; icon: LucideIcon }> = {
  library: { href: LIBRARY_PATH, icon: Library },
  collections: { href: COLLECTIONS_PATH, icon: Images },
};

/** All pictures, and what has been put together of them. */
export function LibraryTabs(props: LibraryTabsProps) {
  const t = useTranslations("library.tab");
  return (Object.keys(LINKS) as Tab[]).map((tab) =>
    tab === props.here ? (
      <Here key={tab} {...props} />
    ) : (
      <PageLink
        key={tab}
        href={LINKS[tab].href}
        className={cn(
          "h-8 flex-none items-center gap-2 rounded-control px-2 font-medium text-[14px] text-ink-2 hover:bg-hover hover:text-ink max-tablet:h-11 max-tablet:min-w-11 max-tablet:justify-center",
          // There the way to the collections stands with the filters.
          props.here === "library" ? "flex max-tablet:hidden" : "flex",
        )}
      >
        <Icon of={tab} />
        <span className="max-laptop:sr-only">{t(tab)}</span>
      </PageLink>
    ),
  );
}

function Icon({ of }: { of: Tab }) {
  const { icon: Shown } = LINKS[of];
  return <Shown className="laptop:hidden" />;
}

/** In the library of a phone the search has its room. */
function Here({ here, count }: LibraryTabsProps) {
  const t = useTranslations("library.tab");
  const locale = useLocale();
  const isCovered = here === "library" ? "max-tablet:sr-only" : "";
  return (
    <h1
      className={`flex flex-none items-baseline gap-3 whitespace-nowrap px-2 font-strong text-[14px] ${isCovered}`}
    >
      {t(here)}
      <span className="font-mono font-normal text-ink-3 text-slug">
        {count?.toLocaleString(locale)}
      </span>
    </h1>
  );
}
