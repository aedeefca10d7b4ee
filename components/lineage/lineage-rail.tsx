import { useTranslations } from "next-intl";
import { ContinueTile } from "@/components/lineage/continue-tile";
import { LineagePrint } from "@/components/lineage/lineage-print";
import { UploadPrint } from "@/components/lineage/upload-print";
import type { useLineage } from "@/components/lineage/use-lineage";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { canRebase, REBASE_SUGGESTED_DEPTH } from "@/lib/lineage/policy";

type LineageRailProps = {
  family: ReturnType<typeof useLineage>;
  imageId: string;
  /** Null for who may only look on. */
  goOn: (() => void) | null;
  rebase: (() => void) | null;
};

/** Joins two prints. */
function Joint() {
  return (
    <span
      aria-hidden="true"
      className="my-1 h-3.5 w-px bg-hair-2 max-laptop:mx-1 max-laptop:mb-6 max-laptop:h-px max-laptop:w-3.5"
    />
  );
}

function Depth({ depth, rebase }: { depth: number; rebase: (() => void) | null }) {
  const t = useTranslations("viewer");
  if (depth === 0) return null;
  const isDeep = depth >= REBASE_SUGGESTED_DEPTH;
  return (
    // In sight however long the chain is.
    <div className="mt-auto flex flex-col items-center gap-1.5 pt-4 text-center laptop:sticky laptop:bottom-0 laptop:-mb-4 laptop:w-full laptop:bg-sheet laptop:pb-4 text-label max-laptop:mt-0 max-laptop:w-40 max-laptop:flex-none max-laptop:pt-0 max-laptop:pl-3">
      <p className={cn("[text-wrap:balance]", isDeep ? "text-ink" : "text-ink-3")}>
        {t(isDeep ? "lineage.deep" : "lineage.depth", { depth, from: REBASE_SUGGESTED_DEPTH })}
      </p>
      {rebase && canRebase(depth) ? (
        <Button
          size={26}
          kind="outline"
          onClick={rebase}
          className="laptop:[--pad:4px] max-laptop:min-h-11"
        >
          {t("lineage.rebase")}
        </Button>
      ) : null}
    </div>
  );
}

/** Where the picture comes from, above, and what goes on from it, below. On narrow screens it lies on its side. */
export function LineageRail({ family, imageId, goOn, rebase }: LineageRailProps) {
  const t = useTranslations("viewer");
  const { lineage, isFailed, retry, move } = family;
  const steps = lineage ? [...lineage.chain, ...lineage.children] : [];
  const upload = lineage?.upload;
  return (
    <nav
      aria-label={t("lineage.title")}
      className="flex flex-none flex-col items-center border-hair bg-sheet laptop:order-first laptop:w-[88px] laptop:border-e max-laptop:border-t"
    >
      <div
        aria-hidden="true"
        className="h-12 w-full flex-none border-hair border-b max-laptop:hidden"
      />
      <h2 className="pt-3.5 pb-2 text-ink-3 text-label max-laptop:w-full max-laptop:px-4 max-laptop:pb-1">
        {t("lineage.title")}
      </h2>
      <div className="flex min-h-0 w-full flex-1 flex-col items-center overflow-y-auto px-0.5 py-1 pb-4 max-laptop:flex-row max-laptop:overflow-x-auto max-laptop:px-4">
        <ol className="flex flex-col items-center max-laptop:flex-row">
          {upload ? (
            <li className="flex flex-col items-center max-laptop:flex-row">
              <UploadPrint upload={upload} />
            </li>
          ) : null}
          {steps.map((step, index) => (
            <li key={step.imageId} className="flex flex-col items-center max-laptop:flex-row">
              {index > 0 || upload ? <Joint /> : null}
              <LineagePrint
                step={step}
                isCurrent={step.imageId === imageId}
                press={() => move(step)}
              />
            </li>
          ))}
        </ol>
        {lineage && goOn ? (
          <>
            <Joint />
            <ContinueTile press={goOn} />
          </>
        ) : null}
        {isFailed && !lineage ? (
          <Button size={26} onClick={retry}>
            {t("tryAgain")}
          </Button>
        ) : null}
        {lineage ? <Depth depth={lineage.chain.length - 1} rebase={rebase} /> : null}
      </div>
    </nav>
  );
}
