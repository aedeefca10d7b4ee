import { useEffect, useRef } from "react";
import type { Starter } from "@/components/composer/starters";
import type { Composer } from "@/components/composer/use-composer";

/** Who never had anything in the composer finds an example there, once: an empty one was emptied by hand. */
export function useFirstExample(
  { state, beginWith }: Pick<Composer, "state" | "beginWith">,
  example: Starter | null,
) {
  const isUntouched = state.changedAt === 0;
  const isAsked = useRef(false);
  useEffect(() => {
    if (!example || !isUntouched || isAsked.current) return;
    isAsked.current = true;
    void beginWith(example);
  }, [example, isUntouched, beginWith]);
}
