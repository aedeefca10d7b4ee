import type { Viewer } from "@/lib/account/schema";
import { SessionWatch } from "./session-watch";
import { ShowRail } from "./show-rail";

/** Of every screen, fetched once it stands. */
export function LateParts({ viewer }: { viewer: Viewer }) {
  return (
    <>
      <SessionWatch viewer={viewer} />
      <ShowRail />
    </>
  );
}
