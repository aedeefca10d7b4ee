import "server-only";

import { createHash } from "node:crypto";
import { decode } from "next-auth/jwt";
import { findSession } from "@/lib/account/service";
import { getPorts, getSettings } from "@/lib/server/composition";
import type { Actor } from "@/lib/shared/actor";

/** A revoked session is refused everywhere after this long at the latest. */
const MAX_AGE_MS = 5_000;
const ENTRIES_MAX = 10_000;

/** Who the cookie proves, and whether they have to set up a second factor before anything else. */
export type SignedIn = { actor: Actor; mustSetUpFactor: boolean };

type Entry = { signedIn: Promise<SignedIn | null>; freshUntil: number };

const shared = globalThis as typeof globalThis & { maquetteSessions?: Map<string, Entry> };
const entries = () => {
  shared.maquetteSessions ??= new Map();
  return shared.maquetteSessions;
};

/** On plain http the prefix and Secure fall away: not every browser keeps them there. */
export const sessionCookieName = (publicUrl: string) =>
  publicUrl.startsWith("https:") ? "__Host-maquette.session" : "maquette.session";

/**
 * Null where two of that name came: a neighbour on the same host can add one, and nobody knows whose is first.
 * Joins `name=` or the pieces `name.0=`, `name.1=` that next-auth writes when a token exceeds one cookie.
 */
export function readCookie(header: string | null | undefined, name: string): string | null {
  const pieces: string[] = [];
  let whole: string | null = null;
  for (const pair of (header ?? "").split(";")) {
    const equals = pair.indexOf("=");
    const key = pair.slice(0, equals).trim();
    const value = pair.slice(equals + 1).trim();
    if (key === name && whole !== null) return null;
    if (key === name) whole = value;
    const index = key.startsWith(`${name}.`) ? Number(key.slice(name.length + 1)) : Number.NaN;
    if (Number.isInteger(index) && index >= 0 && index < 10) pieces[index] = value;
  }
  return whole ?? (pieces.length > 0 ? pieces.join("") : null);
}

async function prove(token: string, cookieName: string): Promise<SignedIn | null> {
  const { authSecret } = getSettings();
  const claims = await decode({ token, secret: authSecret, salt: cookieName }).catch(() => null);
  const secret = claims?.["sid"];
  if (typeof secret !== "string") return null;
  const session = await findSession(getPorts(), secret);
  if (!session) return null;
  const { id: sessionId, userId, teamId, role, closedProjectIds, mustSetUpFactor } = session;
  const actor = { userId, teamId, role, closedProjectIds, sessionId } as Actor;
  return { actor, mustSetUpFactor };
}

/** A hit costs a hash and a look into a map. */
export function findSignedIn(cookieHeader: string | null | undefined): Promise<SignedIn | null> {
  const cookieName = sessionCookieName(getSettings().publicUrl);
  const token = readCookie(cookieHeader, cookieName);
  if (!token) return Promise.resolve(null);
  const key = createHash("sha256").update(token).digest("base64");
  const known = entries().get(key);
  if (known && known.freshUntil > Date.now()) return known.signedIn;

  const signedIn = prove(token, cookieName);
  entries().delete(key);
  entries().set(key, { signedIn, freshUntil: Date.now() + MAX_AGE_MS });
  signedIn.catch(() => entries().delete(key));
  const [oldest] = entries().keys();
  if (entries().size > ENTRIES_MAX && oldest) entries().delete(oldest);
  return signedIn;
}

/** Who may act: nobody whose second factor is missing where the team demands one. */
export async function findActor(cookieHeader: string | null | undefined): Promise<Actor | null> {
  const signedIn = await findSignedIn(cookieHeader);
  return signedIn && !signedIn.mustSetUpFactor ? signedIn.actor : null;
}

/** Other processes follow within the cache's age. */
export const forgetSessions = () => entries().clear();
