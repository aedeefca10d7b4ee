import { Columns2, CornerDownRight, Ellipsis, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MenuPlace } from "@/components/generation/use-cell-menu";
import type { FeedVerbs } from "@/components/generation/verbs";
import { IconButton } from "@/components/ui/icon-button";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

/** White on the shade in both themes: a picture has none. */
const VERB = "pointer-events-auto text-on-tag! hover:bg-on-tag/20!";

type CellVerbsProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: FeedVerbs;
  openMenu: (place: MenuPlace) => void;
};

/** What a mouse finds at the foot of a finished picture. The menu of the cell has the same for everyone else. */
export function CellVerbs({ generation, variant, verbs, openMenu }: CellVerbsProps) {
  const t = useTranslations("viewer");
  const feed = useTranslations("feed");
  const { stage, recall, compare } = verbs;
  const common = { size: 26, tabIndex: -1, className: VERB } as const;
  return (
    <div className="appear pointer-events-none absolute inset-x-0 bottom-0 @container flex h-16 items-end justify-center rounded-b-print bg-[linear-gradient(transparent,oklch(0_0_0/.72))] p-1.5">
      <div className="flex w-full max-w-[200px] justify-between">
        {stage ? (
          <IconButton
            {...common}
            icon={CornerDownRight}
            label={t("continue")}
            onClick={() => stage(generation, variant)}
          />
        ) : null}
        <IconButton
          {...common}
          icon={RotateCcw}
          label={t("useRecipe")}
          onClick={() => recall(generation)}
          className={`${VERB} @max-[78px]:hidden`}
        />
        <IconButton
          {...common}
          icon={Columns2}
          label={t("compare")}
          onClick={() => compare(generation, variant)}
          className={`${VERB} @max-[104px]:hidden`}
        />
        <IconButton
          {...common}
          icon={Ellipsis}
          label={feed("moreVerbs")}
          aria-haspopup="menu"
          onClick={({ currentTarget }) => {
            const { left, bottom } = currentTarget.getBoundingClientRect();
            openMenu({ x: left, y: bottom });
          }}
        />
      </div>
    </div>
  );
}
