import { useQuery } from "@tanstack/react-query";
import { BudgetLeft } from "@/components/composer/budget-left";
import { draftOf } from "@/components/composer/composer-state";
import { sentCountOf } from "@/components/composer/sent-count";
import type { Composer } from "@/components/composer/use-composer";
import { AboutTime } from "@/components/request-preview/about-time";
import { typicalTimeQuery } from "@/lib/generation/queries/typical-time";

/** What stands before Generate: how long a press takes, and what may still be spent. */
export function TypicalTime({ composer }: { composer: Composer }) {
  return (
    <>
      <Wait composer={composer} />
      <BudgetLeft composer={composer} className="px-3" />
    </>
  );
}

/** From what the team has made; nothing while that is not known. */
function Wait({ composer: { state } }: { composer: Composer }) {
  const { model, resolution } = draftOf(state);
  const referenceCount = sentCountOf(state);
  const typicalMs = useQuery(typicalTimeQuery({ model, resolution, referenceCount })).data
    ?.typicalMs;
  if (!typicalMs) return null;
  return (
    // Gone where it would be cut off: then the room is not enough for it.
    <span className="hidden px-3 @min-[96px]:inline">
      <AboutTime typicalMs={typicalMs} />
    </span>
  );
}
