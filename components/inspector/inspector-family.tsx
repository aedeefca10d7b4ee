import { useTranslations } from "next-intl";
import { ContinueTile } from "@/components/lineage/continue-tile";
import { LineagePrint } from "@/components/lineage/lineage-print";
import { UploadPrint } from "@/components/lineage/upload-print";
import { useLineage } from "@/components/lineage/use-lineage";
import { FactsSection } from "@/components/viewer/facts-section";
import type { ViewerTarget } from "@/components/viewer/viewer-address";

type InspectorFamilyProps = {
  imageId: string;
  goTo: (target: ViewerTarget) => void;
  /** Null for who may only look on. */
  goOn: (() => void) | null;
};

/** Where the picture comes from and what goes on from it, on one line. */
export function InspectorFamily({ imageId, goTo, goOn }: InspectorFamilyProps) {
  const t = useTranslations("viewer");
  const { lineage, move } = useLineage(imageId, goTo);
  if (!lineage) return null;
  const depth = lineage.chain.length - 1;
  return (
    <FactsSection
      title={t("lineage.title")}
      aside={
        depth > 0 ? (
          <span className="text-ink-3 text-small">{t("inspector.depth", { depth })}</span>
        ) : null
      }
    >
      <ol className="-mx-1.5 flex overflow-x-auto py-1">
        {lineage.upload ? (
          <li className="flex-none">
            <UploadPrint upload={lineage.upload} />
          </li>
        ) : null}
        {[...lineage.chain, ...lineage.children].map((step) => (
          <li key={step.imageId} className="flex-none">
            <LineagePrint
              step={step}
              isCurrent={step.imageId === imageId}
              press={() => move(step)}
            />
          </li>
        ))}
        {goOn ? (
          <li className="flex-none">
            <ContinueTile press={goOn} />
          </li>
        ) : null}
      </ol>
    </FactsSection>
  );
}
