import { useQueries } from "@tanstack/react-query";
import { Check, UsersRound, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { cellId } from "@/components/generation/cell-id";
import { cellsOf, isDone } from "@/components/generation/cells";
import { markOf, useMadeMarks } from "@/components/marks/made-marks";
import { cn } from "@/components/ui/cn";
import type { GenerationView } from "@/lib/generation/schema";
import { generationMarksQuery } from "@/lib/library/queries";
import type { GenerationMarks } from "@/lib/library/schema";
import { MARKED_GENERATIONS_MAX } from "@/lib/library/schema/facts";

type PictureMarks = GenerationMarks["marks"][number];

/** What others think meanwhile, ms. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Marks on the cells of the feed. They come after the feed and lie over its cells from outside, because whoever opens the
 * studio waits for neither.
 */
export function FeedMarks({ generations }: { generations: readonly GenerationView[] }) {
  useMadeMarks();
  const marks = useMarksOf(generations);
  const cells = useDoneCells(generations);
  return cells.map(({ imageId, element }) => {
    const read = marks.get(imageId);
    return read && createPortal(<CellMarks marks={read} />, element, imageId);
  });
}

function useMarksOf(generations: readonly GenerationView[]): ReadonlyMap<string, PictureMarks> {
  const ids = generations
    .filter(({ variants }) => variants.some(isDone))
    .map(({ id }) => id)
    // The newest last, so that a new one asks for the last part alone.
    .sort();
  const parts = Array.from({ length: Math.ceil(ids.length / MARKED_GENERATIONS_MAX) }, (_, part) =>
    ids.slice(part * MARKED_GENERATIONS_MAX, (part + 1) * MARKED_GENERATIONS_MAX),
  );
  const answers = useQueries({
    queries: parts.map((part) => ({
      ...generationMarksQuery(part),
      refetchInterval: LOOK_AGAIN_MS,
    })),
  });
  const read = answers.flatMap(({ data }) => data?.marks ?? []);
  // Until what was asked for anew is here, what is known stays.
  const [known, setKnown] = useState<ReadonlyMap<string, PictureMarks>>(new Map());
  const isNew = read.some((mark) => known.get(mark.imageId) !== mark);
  if (isNew) setKnown(new Map([...known, ...read.map((mark) => [mark.imageId, mark] as const)]));
  return known;
}

type DoneCell = { imageId: string; element: HTMLElement };

/** Where finished pictures are shown. */
function useDoneCells(generations: readonly GenerationView[]): readonly DoneCell[] {
  const [cells, setCells] = useState<readonly DoneCell[]>([]);
  // The feed has drawn them by then: it is in the same commit.
  useEffect(() => {
    const done = generations.flatMap(({ variants }) => cellsOf(variants).filter(isDone));
    setCells(
      done.flatMap(({ id, image }) => {
        const element = document.getElementById(cellId(id))?.parentElement;
        return image && element ? [{ imageId: image.id, element }] : [];
      }),
    );
  }, [generations]);
  return cells;
}

const LOOKS = { pick: Check, reject: X, team: UsersRound } as const;
const TAG =
  "flex h-[18px] items-center gap-1 rounded-[3px] bg-tag px-[5px] font-medium font-mono text-[10.5px]/[18px] text-on-tag";

/** One's own; where one has none, what others think, in outline. */
function CellMarks({ marks }: { marks: PictureMarks }) {
  const t = useTranslations("marks");
  const own = markOf(marks);
  const look = own.verdict ?? (marks.pickedBy.length > 0 ? "team" : null);
  const Icon = look && LOOKS[look];
  const stars = own.stars || marks.othersStars;
  const words = {
    pick: t("picked"),
    reject: t("rejected"),
    team: t("pickedBy", { names: marks.pickedBy.join(", ") }),
  };
  return (
    <>
      {look === "reject" ? (
        <span className="pointer-events-none absolute inset-0 rounded-print bg-bench/65" />
      ) : null}
      <span className="@container pointer-events-none absolute inset-x-1.5 top-1.5 flex justify-end gap-1">
        {stars > 0 ? (
          <span className={TAG}>
            <span aria-hidden="true">{`${own.stars ? "★" : "☆"}${stars}`}</span>
            <span className="sr-only">
              {own.stars ? t("setStars", { count: stars }) : t("othersStars", { count: stars })}
            </span>
          </span>
        ) : null}
        {look && Icon ? (
          <span className={TAG}>
            <Icon className="size-[11px] stroke-2" />
            <span className={cn(look === "team" ? "sr-only" : "@max-[110px]:sr-only")}>
              {words[look]}
            </span>
          </span>
        ) : null}
      </span>
    </>
  );
}
