import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/page-link";
import { binTotalQuery } from "@/lib/bin/queries";
import { BIN_PATH } from "@/lib/bin/schema/facts";

/** Below the filters. Nothing for who may not see the bin. */
export function BinLink() {
  const t = useTranslations("bin");
  const locale = useLocale();
  const { data } = useQuery(binTotalQuery());
  if (!data?.total) return null;
  const { count } = data.total;
  return (
    <p className="px-4 py-2">
      <PageLink
        href={BIN_PATH}
        className="-mx-1.5 flex min-h-[30px] items-center gap-2 rounded-[5px] px-1.5 text-ink-2 hover:bg-hover hover:text-ink max-tablet:min-h-11"
      >
        <Trash2 />
        <span className="flex-1">{t("link")}</span>
        <span aria-hidden="true" className="font-mono text-ink-3 text-slug">
          {count.toLocaleString(locale)}
        </span>
        <span className="sr-only">{t("linkCount", { count })}</span>
      </PageLink>
    </p>
  );
}
