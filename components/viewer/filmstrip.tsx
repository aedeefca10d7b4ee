import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cellKey, isDone } from "@/components/generation/cells";
import { pictureCode } from "@/components/generation/formats";
import { Picture } from "@/components/generation/picture";
import { pictureDrag } from "@/components/reference-image/picture-drag";
import { cn } from "@/components/ui/cn";
import { Deferred } from "@/components/ui/deferred";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type PrintProps = {
  variant: VariantView;
  name: string;
  isCurrent: boolean;
  onPress: () => void;
};

function Print({ variant, name, isCurrent, onPress }: PrintProps) {
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
};

/** The pictures of one generation. */
export function Filmstrip({ generation, cells, currentId, turnTo }: FilmstripProps) {
  const t = useTranslations("viewer");
  return (
    <nav
      aria-label={t("filmstrip")}
      className="flex h-[110px] flex-none items-center gap-2 overflow-x-auto px-5 [justify-content:safe_center] max-tablet:hidden"
    >
      <Deferred>
        {cells.map((variant) => (
          <Print
            key={cellKey(cells, variant)}
            variant={variant}
            name={pictureCode(generation.code, variant)}
            isCurrent={variant.id === currentId}
            onPress={() => turnTo(variant)}
          />
        ))}
      </Deferred>
    </nav>
  );
}
