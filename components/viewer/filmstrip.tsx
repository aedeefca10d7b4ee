import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cellKey, cellsOf, isDone } from "@/components/generation/cells";
import { pictureCode } from "@/components/generation/formats";
import { Picture } from "@/components/generation/picture";
import { pictureDrag } from "@/components/reference-image/picture-drag";
import { cn } from "@/components/ui/cn";
import { Deferred } from "@/components/ui/deferred";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

/** The runs beside one, as far as they are loaded and have pictures. */
export type Siblings = { newer: GenerationView | null; older: GenerationView | null };

export function siblingsOf(generations: readonly GenerationView[], id: string): Siblings {
  const index = generations.findIndex((each) => each.id === id);
  const withPictures = (run: GenerationView | undefined) =>
    run && cellsOf(run.variants).some(isDone) ? run : null;
  return {
    newer: withPictures(generations[index - 1]),
    older: index === -1 ? null : withPictures(generations[index + 1]),
  };
}

type PrintProps = {
  variant: VariantView;
  name: string;
  isCurrent: boolean;
  /** Of another run: fainter, until a hand comes near. */
  isSibling?: boolean;
  onPress: () => void;
};

function Print({ variant, name, isCurrent, isSibling = false, onPress }: PrintProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isCurrent]);
  const image = isDone(variant) ? variant.image : null;
  return (
    <button
      ref={button}
      {...(image && pictureDrag(image, name))}
      type="button"
      aria-label={name}
      aria-current={isCurrent}
      onClick={onPress}
      className={cn(
        "relative h-[76px] w-[61px] flex-none overflow-hidden rounded-print bg-well",
        isSibling && "opacity-55 focus-visible:opacity-100 hover:opacity-100",
        isCurrent && "shadow-[0_0_0_2px_var(--bench),0_0_0_3.5px_var(--blue)]",
      )}
    >
      {image ? <Picture image={image} alt="" sizes="61px" fit="cover" /> : null}
    </button>
  );
}

type FilmstripProps = {
  generation: GenerationView;
  cells: readonly VariantView[];
  currentId: string;
  turnTo: (variant: VariantView) => void;
  siblings: Siblings;
  /** To a picture of another run. */
  goTo: (target: ViewerTarget) => void;
};

/** Prints of the run before or after, and the line between the runs. */
function SiblingRun(props: { run: GenerationView; goTo: (target: ViewerTarget) => void }) {
  const { run, goTo } = props;
  return cellsOf(run.variants)
    .filter(isDone)
    .map((variant) => (
      <Print
        key={variant.id}
        variant={variant}
        name={pictureCode(run.code, variant)}
        isCurrent={false}
        isSibling
        onPress={() => goTo({ generationId: run.id, variantId: variant.id })}
      />
    ));
}

const Divider = () => <span aria-hidden="true" className="mx-1.5 h-16 w-px flex-none bg-hair-2" />;

/** The pictures of one generation between those of the runs beside it, as they lie in the feed. */
export function Filmstrip(props: FilmstripProps) {
  const { generation, cells, currentId, turnTo, siblings, goTo } = props;
  const t = useTranslations("viewer");
  return (
    <nav
      aria-label={t("filmstripOfRuns")}
      className="flex h-[110px] flex-none items-center gap-2 overflow-x-auto px-5 [justify-content:safe_center] max-tablet:hidden"
    >
      <Deferred>
        {siblings.newer ? (
          <>
            <SiblingRun run={siblings.newer} goTo={goTo} />
            <Divider />
          </>
        ) : null}
        {cells.map((variant) => (
          <Print
            key={cellKey(cells, variant)}
            variant={variant}
            name={pictureCode(generation.code, variant)}
            isCurrent={variant.id === currentId}
            onPress={() => turnTo(variant)}
          />
        ))}
        {siblings.older ? (
          <>
            <Divider />
            <SiblingRun run={siblings.older} goTo={goTo} />
          </>
        ) : null}
      </Deferred>
    </nav>
  );
}
