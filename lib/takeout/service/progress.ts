import "server-only";

import type { Ports } from "@/lib/ports/ports";
import type { LeftOut, TakeoutProgress } from "@/lib/takeout/schema";
import { LEFT_OUT_SHOWN_MAX } from "@/lib/takeout/schema/facts";
import { SinkGone } from "@/lib/takeout/service/pump";

type Owner = { teamId: string; personId: string };

/** Between two writes of how far it is. */
const INTERVAL_MS = 500;

/** Tells the screen how far a download is. That the screen does not hear it stops no download, only its person does. */
export function followProgress(
  { takeouts, clock }: Pick<Ports, "clock" | "takeouts">,
  { owner, id, total }: { owner: Owner; id: string; total: number },
) {
  const leftOut: LeftOut[] = [];
  let done = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (state: TakeoutProgress["state"]): Promise<boolean> =>
    takeouts
      .setProgress(owner, id, {
        ...{ state, done, total, leftOutCount: leftOut.length },
        leftOut: leftOut.slice(0, LEFT_OUT_SHOWN_MAX),
      })
      .catch(() => true);
  const goOn = async () => {
    if (!(await tell("running"))) throw new SinkGone();
  };

  return {
    leftOut,
    /** A file is through; `left` says why it is not there, or not whole. @throws {SinkGone} when it was stopped */
    async count(left: LeftOut | null) {
      done += 1;
      if (left) leftOut.push(left);
      const now = clock.now().getTime();
      if (now - toldAt < INTERVAL_MS) return;
      toldAt = now;
      await goOn();
    },
    begin: goOn,
    async end(state: "done" | "stopped") {
      // A picture that is gone was to be several files perhaps.
      if (state === "done") done = total;
      await tell(state);
    },
  };
}
