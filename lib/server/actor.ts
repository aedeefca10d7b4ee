import "server-only";

import { headers } from "next/headers";
import { findActor, findSignedIn, type SignedIn } from "@/lib/server/sessions";
import type { Actor } from "@/lib/shared/actor";
import { AppError } from "@/lib/shared/app-error";

/** For pages and actions; the data plane proves its actor in `define-route.ts`. */
export const currentActor = async (): Promise<Actor | null> =>
  findActor((await headers()).get("cookie"));

/** Also who has to set up a second factor first. For that and for the door alone. */
export const currentSignedIn = async (): Promise<SignedIn | null> =>
  findSignedIn((await headers()).get("cookie"));

/** @throws {AppError} `unauthenticated` */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new AppError("unauthenticated", "No live session");
  return actor;
}
