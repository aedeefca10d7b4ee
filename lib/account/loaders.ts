import "server-only";

import { presentViewer } from "@/lib/account/presenter";
import type { Viewer } from "@/lib/account/schema";
import { findViewer } from "@/lib/account/service";
import { currentActor } from "@/lib/server/actor";
import { getPorts } from "@/lib/server/composition";

/** Null when nobody is signed in. `projectCode` is what the address asks for. */
export async function loadViewer(projectCode: string | null = null): Promise<Viewer | null> {
  const actor = await currentActor();
  const viewer = actor && (await findViewer(getPorts(), actor, projectCode));
  return viewer && presentViewer(viewer);
}
