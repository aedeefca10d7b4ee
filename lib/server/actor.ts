import "server-only";

import { headers } from "next/headers";
import { findActor, findSignedIn, type SignedIn } from "@/lib/server/sessions";
import { visitOf } from "@/lib/server/visit";
import type { Actor, Visit } from "@/lib/shared/actor";
import { AppError } from "@/lib/shared/app-error";

/** For pages and actions; the data plane proves its actor in `define-route.ts`. */
export async function currentActor(): Promise<Actor | null> {
  const given = await headers();
  const actor = await findActor(given.get("cookie"));
  return actor && { ...actor, visit: visitOf((name) => given.get(name)) };
}

/** Of somebody at the door. */
export async function currentVisit(): Promise<Visit> {
  const given = await headers();
  return visitOf((name) => given.get(name));
}

/** Also who has to set up a second factor first. For that and for the door alone. */
export async function currentSignedIn(): Promise<SignedIn | null> {
  const given = await headers();
  const signedIn = await findSignedIn(given.get("cookie"));
  if (!signedIn) return null;
  return { ...signedIn, actor: { ...signedIn.actor, visit: visitOf((name) => given.get(name)) } };
}

/** @throws {AppError} `unauthenticated` */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new AppError("unauthenticated", "No live session");
  return actor;
}
