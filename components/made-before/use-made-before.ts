import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Composer } from "@/components/composer/use-composer";
import { usePutAside } from "@/components/made-before/put-aside";
import { imageOf } from "@/components/reference-image/slots";
import { useSettled } from "@/components/ui/use-settled";
import { madeBeforeQuery } from "@/lib/library/queries/made-before";
import { MADE_BEFORE_PROMPT_LENGTH, MADE_BEFORE_SHOWN_MAX } from "@/lib/library/schema/facts";
import type { MadeBeforeRequest, PictureMadeBefore } from "@/lib/library/schema/made-before";

/** A pause in typing, ms. */
const PAUSE_MS = 700;

/** As text: one value while nothing of it changes. */
const askedOf = ({ state: { prompt, slots } }: Composer) =>
  JSON.stringify({
    prompt: prompt.trim().slice(0, MADE_BEFORE_PROMPT_LENGTH).toWellFormed(),
    referenceImageIds: slots.flatMap((slot) => {
      const image = slot.isEnabled ? imageOf(slot) : null;
      return image ? [image.id] : [];
    }),
  } satisfies MadeBeforeRequest);

const NOTHING = JSON.stringify({ prompt: "", referenceImageIds: [] } satisfies MadeBeforeRequest);

/**
 * What a person has begun to write by hand: null before they have changed anything, or since something whole was put in
 * its place, such as a recipe: that one was chosen.
 */
function useWritten(composer: Composer): string | null {
  const { replacement } = composer;
  const asked = askedOf(composer);
  const [start, setStart] = useState({ replacement, asked });
  if (start.replacement !== replacement) setStart({ replacement, asked });
  return asked === start.asked || asked === NOTHING ? null : asked;
}

/** What to look for, after a pause in typing; null while nothing is written, and after it was waved away. */
export function useQuestion(composer: Composer) {
  const written = useWritten(composer);
  const settled = useSettled(written, PAUSE_MS);
  const [isQuiet, setIsQuiet] = useState(false);
  // Somebody who has waved it away is left in peace until they begin anew.
  if (isQuiet && written === null) setIsQuiet(false);
  const isAsking = settled !== null && written !== null && !isQuiet;
  return {
    question: isAsking ? (JSON.parse(settled) as MadeBeforeRequest) : null,
    hush: () => setIsQuiet(true),
  };
}

/** Earlier pictures of the team for it, without those that were put aside. What was found stays until there is more. */
export function useMadeBefore(question: MadeBeforeRequest): readonly PictureMadeBefore[] {
  const { data = [] } = useQuery(madeBeforeQuery(question));
  const aside = usePutAside();
  return data
    .filter(({ generationId }) => !aside.has(generationId))
    .slice(0, MADE_BEFORE_SHOWN_MAX);
}
