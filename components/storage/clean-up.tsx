import { useLocale, useTranslations } from "next-intl";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { Button } from "@/components/ui/button";
import { formatBytes } from "@/lib/shared/bytes";
import type { StorageView } from "@/lib/storage/schema";

type Look = NonNullable<StorageView["look"]>;
type CleanUpProps = {
  look: Look;
  isIdle: boolean;
  free: () => void;
  /** What was freed last. */
  last: StorageView["free"];
};

const bytesOf = (look: Look, kind: "binned" | "erased") =>
  look.share.projects.reduce(
    (total, project) => total + project[kind].originals + project[kind].previews,
    0,
  );

/** What could go, what stays and why; and then the button. */
export function CleanUp({ look, isIdle, free, last }: CleanUpProps) {
  const t = useTranslations("storage");
  const locale = useLocale();
  const place = usePlace();
  const size = (sizeBytes: number) => formatBytes(sizeBytes, locale);
  const { unused, share } = look;
  // After a removal the look is older than what it tells of.
  const isStale = last !== null && last.at > look.at;
  const hasAny = !isStale && unused.count + share.releasedCount + share.unusedReferences.count > 0;
  return (
    <section aria-labelledby="clean-up" className="mt-7 border-hair border-t pt-4">
      <h2 id="clean-up" className="mb-1.5 font-strong">
        {t("cleanUp")}
      </h2>
      {hasAny ? (
        <p>
          {t("wouldFree", { count: unused.count, size: size(unused.sizeBytes) })}{" "}
          {share.releasedCount > 0 ? t("released", { count: share.releasedCount }) : null}{" "}
          {share.unusedReferences.count > 0
            ? t("unusedReferences", {
                count: share.unusedReferences.count,
                size: size(share.unusedReferences.sizeBytes),
              })
            : null}
        </p>
      ) : null}
      {hasAny || isStale ? null : <p>{t("nothing")}</p>}
      {isStale ? (
        <p role="status">
          {t("freed", {
            ...{ count: last.freed.count, size: size(last.freed.sizeBytes) },
            when: formatMoment(last.at, place),
          })}{" "}
          {last.stayedCount > 0 ? t("stayed", { count: last.stayedCount }) : null}
        </p>
      ) : null}
      <p className="mt-1.5 max-w-[68ch] text-ink-2">
        {t("keeps", {
          binned: size(bytesOf(look, "binned")),
          erased: size(bytesOf(look, "erased")),
        })}
      </p>
      {hasAny && isIdle ? (
        <Button kind="paper" onClick={free} className="mt-3">
          {t("free")}
        </Button>
      ) : null}
    </section>
  );
}
