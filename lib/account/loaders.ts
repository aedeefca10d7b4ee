import "server-only";

import { redirect } from "next/navigation";
import { presentViewer } from "@/lib/account/presenter";
import type { Viewer } from "@/lib/account/schema";
import { SECOND_FACTOR_PATH } from "@/lib/account/schema/facts";
import type { SignInService } from "@/lib/account/schema/sign-in-service";
import { findViewer } from "@/lib/account/service";
import { findFactor } from "@/lib/account/service/second-factor";
import { currentSignedIn } from "@/lib/server/actor";
import { getPorts, getSettings } from "@/lib/server/composition";

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

/** Of whoever is kept at the door. */
export async function loadHasPassword(): Promise<boolean> {
  const signedIn = await currentSignedIn();
  return signedIn !== null && (await findFactor(getPorts(), signedIn.actor)).hasPassword;
}

/** Those whose buttons stand at the door. */
export const loadSignInServices = (): SignInService[] =>
  getSettings().signIn.services.map(({ id, name }) => ({ id, name }));
