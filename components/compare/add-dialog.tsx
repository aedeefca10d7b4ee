import { useTranslations } from "next-intl";
import { COMPARE_COUNT_MAX } from "@/components/compare/compare-modes";
import { cellsOf, isDone } from "@/components/generation/cells";
import { nameOf, pictureCode } from "@/components/generation/formats";
import { Picture } from "@/components/generation/picture";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import type { ImageView } from "@/lib/image/schema";

/** The runs of the project as far as they are loaded, and the way to older ones. */
export type Runs = {
  generations: readonly GenerationView[];
  /** Null where all are here. */
  loadOlder: (() => void) | null;
  isLoading: boolean;
};

type AddDialogProps = {
  ids: readonly string[];
  change: (ids: readonly string[]) => void;
  runs: Runs;
  close: () => void;
};

/** Puts pictures of any run into the comparison, and takes them out again. */
export function AddDialog({ ids, change, runs, close }: AddDialogProps) {
  const t = useTranslations("compare");
  const { generations, loadOlder, isLoading } = runs;
  const toggle = ({ id }: VariantView) =>
    change(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("addTitle")}
        description={t("addText", { count: ids.length, max: COMPARE_COUNT_MAX })}
        closeLabel={t("addClose")}
      >
        <ul className="flex flex-col gap-3">
          {generations.map((generation) => (
            <Run key={generation.id} {...{ generation, ids, toggle }} />
          ))}
        </ul>
        {loadOlder ? (
          <Button onClick={loadOlder} isLoading={isLoading} className="mt-3 max-tablet:min-h-11">
            {t("addOlder")}
          </Button>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}

type RunProps = {
  generation: GenerationView;
  ids: readonly string[];
  toggle: (variant: VariantView) => void;
};

function Run({ generation, ids, toggle }: RunProps) {
  const done = cellsOf(generation.variants).filter(isDone);
  if (done.length === 0) return null;
  return (
    <li>
      <p className="mb-1 flex gap-2 text-small">
        <span className="flex-none font-mono text-slug">{generation.code}</span>
        <span className="truncate text-ink-2">{nameOf(generation.prompt)}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        {done.map((variant) => {
          const { id, image } = variant;
          if (!image) return null;
          const code = pictureCode(generation.code, variant);
          return <Print key={id} {...{ image, code, ids, id }} press={() => toggle(variant)} />;
        })}
      </div>
    </li>
  );
}

type PrintProps = {
  image: ImageView;
  code: string;
  id: string;
  ids: readonly string[];
  press: () => void;
};

function Print({ image, code, id, ids, press }: PrintProps) {
  const t = useTranslations("compare");
  const isIn = ids.includes(id);
  const isLast = isIn && ids.length === 1;
  const isFull = !isIn && ids.length >= COMPARE_COUNT_MAX;
  const isOff = isLast || isFull;
  const tip = isFull ? t("addFull", { max: COMPARE_COUNT_MAX }) : code;
  return (
    <Tooltip text={tip}>
      <button
        type="button"
        aria-label={code}
        aria-pressed={isIn}
        aria-disabled={isOff || undefined}
        onClick={isOff ? undefined : press}
        className={cn(
          "relative h-[76px] w-[61px] overflow-hidden rounded-print bg-well",
          isIn && "shadow-[0_0_0_2px_var(--float),0_0_0_3.5px_var(--blue)]",
          isFull && "opacity-40",
        )}
      >
        <Picture image={image} alt="" sizes="61px" fit="cover" />
      </button>
    </Tooltip>
  );
}
