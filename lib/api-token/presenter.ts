import { canManageTokens, grantableScopes, tokenState } from "@/lib/api-token/policy";
import type { TokensView, TokenView } from "@/lib/api-token/schema";
import type { ListedTokens } from "@/lib/api-token/service";
import type { ApiTokenRecord } from "@/lib/ports/api-token-repository";

const presentToken = (token: ApiTokenRecord, { actor, now }: ListedTokens): TokenView => ({
  id: token.id,
  label: token.label,
  lastFour: token.lastFour,
  scopes: token.scopes,
  personName: token.personName,
  isOwn: token.userId === actor.userId,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt.toISOString(),
  state: tokenState(token.expiresAt, now),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
});

export function presentTokens(listed: ListedTokens): TokensView {
  const { role } = listed.actor;
  const shown = listed.tokens.map((token) => presentToken(token, listed));
  return {
    own: shown.filter(({ isOwn }) => isOwn),
    others: canManageTokens(role) ? shown.filter(({ isOwn }) => !isOwn) : null,
    grantable: grantableScopes(role),
  };
}
