import { useLocale, useTranslations } from "next-intl";
import { AboutTime } from "@/components/request-preview/about-time";
import type { Preview } from "@/lib/generation/schema/preview";
import { formatMicroUsd } from "@/lib/shared/money";

export function PreviewFoot({ preview }: { preview: Preview }) {
  const t = useTranslations("preview");
  const locale = useLocale();
  const { variantCount, calls, priceMicroUsd, typicalMs } = preview;
  const count = variantCount * calls.length;
  return (
    <p className="sticky bottom-0 flex items-baseline gap-2.5 border-hair border-t bg-float px-4 py-2.5">
      <span className="min-w-0 flex-1 text-ink-2 text-small">
        {t("price", { count, price: formatMicroUsd(priceMicroUsd, locale) })}
      </span>
      <span className="font-medium">{formatMicroUsd(priceMicroUsd * count, locale)}</span>
      {typicalMs === null ? null : (
        <span className="text-ink-3 text-small">
          <AboutTime typicalMs={typicalMs} />
        </span>
      )}
    </p>
  );
}
