import { useTranslations } from "next-intl";
import { type UIEvent, useEffect, useRef } from "react";
import { cellKey } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { PhonePicture } from "@/components/viewer/phone-picture";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type PhoneStageProps = {
  generation: GenerationView;
  cells: readonly VariantView[];
  index: number;
  verbs: FeedVerbs;
  turnTo: (variant: VariantView) => void;
};

/** How near to a print's place the row has to rest, px. */
const REST_PX = 2;

/** The pictures of a generation side by side; a swipe turns to the next. */
export function PhoneStage({ generation, cells, index, verbs, turnTo }: PhoneStageProps) {
  const t = useTranslations("viewer");
  const row = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const element = row.current;
    element?.scrollTo({ left: index * element.clientWidth, behavior: "instant" });
  }, [index]);

  function settle({ currentTarget }: UIEvent<HTMLUListElement>) {
    const place = currentTarget.scrollLeft / currentTarget.clientWidth;
    const nearest = Math.round(place);
    const variant = cells[nearest];
    const isAtRest = Math.abs(place - nearest) * currentTarget.clientWidth < REST_PX;
    if (isAtRest && variant && nearest !== index) turnTo(variant);
  }

  return (
    <ul
      ref={row}
      aria-label={t("filmstrip")}
      onScroll={settle}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
      tabIndex={0}
      className="flex h-[calc(100dvh-52px-120px)] flex-none snap-x snap-mandatory overflow-x-auto"
    >
      {cells.map((variant, position) => (
        <li
          key={cellKey(cells, variant)}
          className="relative w-full flex-none snap-center overflow-hidden"
        >
          <PhonePicture {...{ generation, variant, verbs }} isCurrent={position === index} />
        </li>
      ))}
    </ul>
  );
}
