import "server-only";

import { redirect } from "next/navigation";
import { presentViewer } from "@/lib/account/presenter";
import type { Viewer } from "@/lib/account/schema";
import { SECOND_FACTOR_PATH } from "@/lib/account/schema/facts";
import { findViewer } from "@/lib/account/service";
import { currentSignedIn } from "@/lib/server/actor";
import { getPorts } from "@/lib/server/composition";

/**
 * Null when nobody is signed in. `projectCode` is what the address asks for. Who has to set up a second factor
 * first is led there.
 */
export async function loadViewer(projectCode: string | null = null): Promise<Viewer | null> {
  const signedIn = await currentSignedIn();
  if (signedIn?.mustSetUpFactor) redirect(SECOND_FACTOR_PATH);
  const viewer = signedIn && (await findViewer(getPorts(), signedIn.actor, projectCode));
  return viewer && presentViewer(viewer);
}

/** Whether a second factor is what keeps this person at the door; null when nobody is signed in. */
export async function loadMustSetUpFactor(): Promise<boolean | null> {
  return (await currentSignedIn())?.mustSetUpFactor ?? null;
}
