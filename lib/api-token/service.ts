import "server-only";

import {
  canManageTokens,
  expiryOf,
  grantableScopes,
  USE_NOTED_EVERY_MS,
} from "@/lib/api-token/policy";
import { isWholeToken, tokenOf } from "@/lib/api-token/policy/token-form";
import type { MakeToken } from "@/lib/api-token/schema";
import { API_SCOPES, TOKENS_PER_PERSON_MAX } from "@/lib/api-token/schema/facts";
import { byActor } from "@/lib/audit/policy";
import type { ApiTokenRecord, ShownToken } from "@/lib/ports/api-token-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type WritePorts = Pick<Ports, "apiTokens" | "audit" | "clock" | "database" | "tokens">;

/** In the order of the table, however they were chosen. */
const inOrder = (scopes: MakeToken["scopes"]) => API_SCOPES.filter((each) => scopes.includes(each));

/** The only time that the token is there to be seen. */
export async function makeToken(
  { apiTokens, audit, clock, database, tokens }: WritePorts,
  actor: Actor,
  { label, scopes: asked, days }: MakeToken,
): Promise<
  Result<
    { id: string; token: string; expiresAt: Date },
    { code: "not_allowed" } | { code: "too_many"; max: number }
  >
> {
  const grantable = grantableScopes(actor.role);
  if (!asked.every((scope) => grantable.includes(scope))) return err({ code: "not_allowed" });
  const { teamId, userId } = actor;
  const scopes = inOrder(asked);
  const random = Buffer.from(tokens.newToken(), "base64url").toString("hex");
  const token = tokenOf(random);
  const [id, createdAt] = [clock.newId(), clock.now()];
  const expiresAt = expiryOf(days, createdAt);
  const isMade = await database.transaction(async (tx) => {
    const count = await apiTokens.countLive(tx, { teamId, userId }, createdAt);
    if (count >= TOKENS_PER_PERSON_MAX) return false;
    await apiTokens.create(tx, {
      ...{ id, teamId, userId, label, scopes, createdAt, expiresAt },
      ...{ tokenHash: tokens.hash(token), lastFour: token.slice(-4) },
    });
    await audit.record(tx, {
      ...{ ...byActor(actor), action: "api_token_made", at: createdAt },
      object: { kind: "api_token", id, label },
      after: { scopes: scopes.join(", ") },
    });
    return true;
  });
  return isMade
    ? ok({ id, token, expiresAt })
    : err({ code: "too_many", max: TOKENS_PER_PERSON_MAX });
}

/** One's own; owners and admins also those of the others. */
export async function revokeToken(
  { apiTokens, audit, clock, database }: Omit<WritePorts, "tokens">,
  actor: Actor,
  tokenId: string,
): Promise<Result<null, { code: "not_found" }>> {
  const { role, teamId } = actor;
  const userId = canManageTokens(role) ? null : actor.userId;
  const isGone = await database.transaction(async (tx) => {
    const at = clock.now();
    const token = await apiTokens.revoke(tx, { id: tokenId, teamId, userId }, at);
    if (!token) return false;
    await audit.record(tx, {
      ...{ ...byActor(actor), action: "api_token_revoked", at },
      object: { kind: "api_token", id: tokenId, label: token.label },
      before: { scopes: token.scopes.join(", ") },
    });
    return true;
  });
  return isGone ? ok(null) : err({ code: "not_found" });
}

export type ListedTokens = { tokens: ApiTokenRecord[]; actor: Actor; now: Date };

/** Of the whole team for whoever looks after it, else one's own. */
export async function listTokens(
  { apiTokens, clock }: Pick<Ports, "apiTokens" | "clock">,
  actor: Actor,
): Promise<ListedTokens> {
  const userId = canManageTokens(actor.role) ? null : actor.userId;
  return { tokens: await apiTokens.list(actor.teamId, userId), actor, now: clock.now() };
}

export type TokenRefusal =
  | { code: "token_malformed" | "token_unknown" | "token_revoked" | "second_factor_missing" }
  | { code: "token_expired"; expiredAt: string };

/** Whose token it is, with what that person may do at this moment. Nothing of it is remembered. */
export async function proveToken(
  { apiTokens, clock, tokens }: Pick<Ports, "apiTokens" | "clock" | "tokens">,
  text: string,
): Promise<Result<ShownToken, TokenRefusal>> {
  if (!isWholeToken(text)) return err({ code: "token_malformed" });
  const token = await apiTokens.find(tokens.hash(text));
  if (!token) return err({ code: "token_unknown" });
  const now = clock.now();
  const { id, expiresAt, lastUsedAt, mustSetUpFactor, revokedAt } = token;
  if (revokedAt) return err({ code: "token_revoked" });
  if (expiresAt <= now) return err({ code: "token_expired", expiredAt: expiresAt.toISOString() });
  if (mustSetUpFactor) return err({ code: "second_factor_missing" });
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= USE_NOTED_EVERY_MS)
    await apiTokens.noteUse(id, now);
  return ok(token);
}
