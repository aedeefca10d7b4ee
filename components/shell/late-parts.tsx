import { FirstStepsChip } from "@/components/first-steps/first-steps-chip";
import { useKeptTakeouts } from "@/components/takeout/use-kept-takeouts";
import { onDemand } from "@/components/ui/on-demand";
import type { Viewer } from "@/lib/account/schema";
import { canSeeFirstSteps } from "@/lib/first-steps/policy";
import { SessionWatch } from "./session-watch";
import { ShowRail } from "./show-rail";

const TakeoutNotices = onDemand(
  async () => (await import("@/components/takeout/takeout-notices")).TakeoutNotices,
);

/** Of every screen, fetched once it stands. */
export function LateParts({ viewer }: { viewer: Viewer }) {
  const takeouts = useKeptTakeouts();
  return (
    <>
      <SessionWatch viewer={viewer} />
      <ShowRail />
      {canSeeFirstSteps(viewer.role) ? <FirstStepsChip /> : null}
      {takeouts.length > 0 ? <TakeoutNotices takeouts={takeouts} /> : null}
    </>
  );
}
