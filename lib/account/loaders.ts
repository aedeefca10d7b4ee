import "server-only";

import { presentViewer } from "@/lib/account/presenter";
import type { Viewer } from "@/lib/account/schema";
import { findViewer } from "@/lib/account/service";
import { currentActor } from "@/lib/server/actor";
import { getPorts } from "@/lib/server/composition";

/** Null when nobody is signed in. */
export async function loadViewer(): Promise<Viewer | null> {
  const actor = await currentActor();
  const viewer = actor && (await findViewer(getPorts(), actor));
  return viewer && presentViewer(viewer);
}
