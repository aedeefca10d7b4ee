import { useEffect, useRef } from "react";
import type { Starter } from "@/components/composer/starters";
import { type ComposerBase, useComposerFact } from "@/components/composer/use-composer";

/** Who never had anything in the composer finds an example there, once: an empty one was emptied by hand. */
export function useFirstExample(composer: ComposerBase, example: Starter | null) {
  const { beginWith } = composer;
  const isUntouched = useComposerFact(composer, ({ changedAt }) => changedAt === 0);
  const isAsked = useRef(false);
  useEffect(() => {
    if (!example || !isUntouched || isAsked.current) return;
    isAsked.current = true;
    void beginWith(example);
  }, [example, isUntouched, beginWith]);
}
