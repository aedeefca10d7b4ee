import { CornerDownRight, Ellipsis, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { cellsOf, isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

const RunMenu = onDemand(async () => (await import("@/components/generation/run-menu")).RunMenu);

type RunVerbsProps = { generation: GenerationView; verbs: FeedVerbs };

/** A stop of the feed's arrows, not of the Tab key. */
const STOP = { kind: "ghost", tabIndex: -1, "data-stop": "" } as const;

export function RunVerbs({ generation, verbs }: RunVerbsProps) {
  const t = useTranslations("feed");
  return (
    <div className="flex items-center gap-0.5">
      <Button {...STOP} size={26} onClick={() => verbs.recall(generation)}>
        {t("useRecipe")}
      </Button>
      <MoreButton {...{ generation, verbs }} size={26}>
        <Ellipsis className="size-3.5" />
      </MoreButton>
    </div>
  );
}

function MoreButton(props: RunVerbsProps & { size: 26 | 44; children: ReactNode }) {
  const { generation, verbs, size, children } = props;
  const t = useTranslations("feed");
  const { isOpen, anchor, triggerProps } = useOpener("menu");
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        tabIndex={-1}
        data-stop=""
        aria-label={t("more", { code: generation.code })}
        className={buttonClass({ kind: "ghost", size, isSquare: size === 26 })}
      >
        {children}
      </button>
      {isOpen ? <RunMenu {...{ anchor, generation, verbs }} /> : null}
    </>
  );
}

type PhoneRunVerbsProps = RunVerbsProps & {
  /** The row of prints, which is swiped. */
  prints: RefObject<HTMLUListElement | null>;
};

/** Under the prints, for a thumb. Continue goes on from the print that lies in front. */
export function PhoneRunVerbs({ generation, verbs, prints }: PhoneRunVerbsProps) {
  const t = useTranslations("feed");
  const viewer = useTranslations("viewer");
  const { stage } = verbs;
  const cells = cellsOf(generation.variants);
  const canContinue = stage !== null && cells.some(isDone);
  const goOn = () => {
    const front = frontOf(prints.current, cells) ?? cells.find(isDone);
    if (front) stage?.(generation, front);
  };
  return (
    <div className="flex justify-between px-1 group-data-overview/feed:hidden tablet:hidden">
      {canContinue ? (
        <Button {...STOP} size={44} icon={CornerDownRight} onClick={goOn}>
          {viewer("continue")}
        </Button>
      ) : null}
      <Button {...STOP} size={44} icon={RotateCcw} onClick={() => verbs.recall(generation)}>
        {t("recipe")}
      </Button>
      <MoreButton {...{ generation, verbs }} size={44}>
        <Ellipsis />
        {t("moreVerbs")}
      </MoreButton>
    </div>
  );
}

/** The finished picture nearest to the start of the row, unless another kind of cell is nearer. */
function frontOf(row: HTMLElement | null, cells: readonly VariantView[]) {
  const middleOf = (element: Element) => {
    const { left, width } = element.getBoundingClientRect();
    return left + width / 2;
  };
  const distances = [...(row?.children ?? [])].map((cell) =>
    Math.abs(middleOf(cell) - window.innerWidth / 2),
  );
  const front = cells[distances.indexOf(Math.min(...distances))];
  return front && isDone(front) ? front : undefined;
}
