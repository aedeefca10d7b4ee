import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Cell } from "@/components/generation/cell";
import { cellKey, cellsOf } from "@/components/generation/cells";
import { RunCaption } from "@/components/generation/run-caption";
import { PhoneRunVerbs } from "@/components/generation/run-verbs";
import type { FeedVerbs } from "@/components/generation/verbs";
import type { GenerationView } from "@/lib/generation/schema";

/** One contact strip: the caption and the prints of a generation. */
export function Run({ generation, verbs }: { generation: GenerationView; verbs: FeedVerbs }) {
  const t = useTranslations("feed");
  const cells = cellsOf(generation.variants);
  const prints = useRef<HTMLUListElement>(null);
  return (
    <article
      data-run=""
      aria-label={generation.code}
      className="grid grid-cols-[258px_minmax(0,1fr)] gap-6 border-hair border-t pt-3 pb-[13px] wall:grid-cols-[300px_minmax(0,1fr)] max-desk:grid-cols-[220px_minmax(0,1fr)] max-laptop:grid-cols-[minmax(0,1fr)] max-laptop:gap-3 max-tablet:gap-0 max-tablet:pt-2 max-tablet:pb-1 max-tablet:group-data-overview/feed:contents"
    >
      <RunCaption generation={generation} verbs={verbs} />
      <ul
        ref={prints}
        className="flex flex-wrap items-start gap-2 [--print:min(300px,calc(100vw-76px))] max-tablet:snap-x max-tablet:snap-mandatory max-tablet:scroll-px-4 max-tablet:flex-nowrap max-tablet:gap-1.5 max-tablet:overflow-x-auto max-tablet:px-4 max-tablet:py-1 max-tablet:group-data-overview/feed:contents"
      >
        {cells.map((variant, index) => (
          <Cell
            key={cellKey(cells, variant)}
            generation={generation}
            variant={variant}
            position={t("doneOf", { done: index + 1, count: cells.length })}
            verbs={verbs}
          />
        ))}
      </ul>
      <PhoneRunVerbs {...{ generation, verbs, prints }} />
    </article>
  );
}
