import { ChevronLeft, ChevronRight, PanelRightClose } from "lucide-react";
import { useTranslations } from "next-intl";
import { isDone } from "@/components/generation/cells";
import { pictureCode } from "@/components/generation/formats";
import type { FeedVerbs } from "@/components/generation/verbs";
import { InspectorFamily } from "@/components/inspector/inspector-family";
import { InspectorPrint } from "@/components/inspector/inspector-print";
import { InspectorVerbs } from "@/components/inspector/inspector-verbs";
import { useSelected } from "@/components/inspector/use-selected";
import { INSPECTOR_ID } from "@/components/shell/skip-links";
import { IconButton } from "@/components/ui/icon-button";
import { FactsSection } from "@/components/viewer/facts-section";
import { FactsTable } from "@/components/viewer/facts-table";
import { PromptSection } from "@/components/viewer/prompt-section";
import { ReferencesUsed } from "@/components/viewer/references-used";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import type { GenerationView } from "@/lib/generation/schema";

type InspectorProps = {
  generations: readonly GenerationView[];
  verbs: FeedVerbs;
  /** Opens a picture in the viewer. */
  goTo: (target: ViewerTarget) => void;
  close: () => void;
};

/** What is known of the picture that is selected in the feed, and what can be done with it. */
export function Inspector({ generations, verbs, goTo, close }: InspectorProps) {
  const t = useTranslations("viewer");
  const selected = useSelected(generations);
  if (!selected) return null;
  const { generation, cells, variant, select } = selected;
  const { takeField } = verbs;
  const index = cells.indexOf(variant);
  const turn = (step: number) => {
    const next = cells[index + step];
    if (next) select(next.id);
  };
  return (
    <aside
      id={INSPECTOR_ID}
      tabIndex={-1}
      aria-label={t("inspector.title")}
      className="w-80 wall:w-[360px] overflow-y-auto border-hair border-s bg-sheet outline-none [grid-area:side] max-laptop:hidden max-[80rem]:fixed max-[80rem]:end-0 max-[80rem]:top-12 max-[80rem]:bottom-0 max-[80rem]:z-(--z-inspector) max-[80rem]:shadow-float"
    >
      <div className="sticky top-0 z-(--z-sticky) flex h-12 items-center gap-1 border-hair border-b bg-sheet ps-4 pe-2.5">
        <h2 className="truncate font-mono text-slug text-ink">
          {pictureCode(generation.code, variant)}
        </h2>
        <span className="me-auto ps-1.5 text-ink-3 text-small">
          {t("inspector.place", { position: index + 1, count: cells.length })}
        </span>
        <IconButton
          icon={ChevronLeft}
          label={t("previous")}
          disabled={index === 0}
          onClick={() => turn(-1)}
        />
        <IconButton
          icon={ChevronRight}
          label={t("next")}
          disabled={index === cells.length - 1}
          onClick={() => turn(1)}
        />
        <IconButton icon={PanelRightClose} label={t("inspector.close")} onClick={close} />
      </div>
      <FactsSection>
        <div className="flex items-start gap-3">
          <InspectorPrint {...{ generation, variant, verbs }} />
          <InspectorVerbs {...{ generation, variant, verbs }} />
        </div>
      </FactsSection>
      <FactsSection>
        <FactsTable {...{ generation, variant, verbs, goTo }} />
      </FactsSection>
      <PromptSection
        generation={generation}
        take={takeField && (() => takeField(generation, "prompt"))}
      />
      <ReferencesUsed
        references={generation.references}
        take={takeField && ((reference) => takeField(generation, { reference }))}
      />
      {isDone(variant) && variant.image ? (
        <InspectorFamily
          imageId={variant.image.id}
          goTo={goTo}
          goOn={verbs.stage && (() => verbs.stage?.(generation, variant))}
        />
      ) : null}
    </aside>
  );
}
