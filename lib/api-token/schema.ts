import { z } from "zod";
import { API_SCOPES, TOKEN_LABEL_LENGTH_MAX, TOKEN_LIFETIMES } from "@/lib/api-token/schema/facts";

export const apiScopeSchema = z.enum(API_SCOPES);

const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();

export const makeTokenSchema = z.strictObject({
  label: z.string().trim().min(1).max(TOKEN_LABEL_LENGTH_MAX).refine(isStorable),
  scopes: z
    .array(apiScopeSchema)
    .min(1)
    .max(API_SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length),
  days: z.enum(TOKEN_LIFETIMES),
});
export type MakeToken = z.output<typeof makeTokenSchema>;

export const tokenIdSchema = z.strictObject({ tokenId: z.ulid() });

/** A token without its secret part. Times are ISO 8601 in UTC. */
const tokenViewSchema = z.object({
  id: z.ulid(),
  label: z.string(),
  lastFour: z.string(),
  scopes: z.array(apiScopeSchema).max(API_SCOPES.length),
  personName: z.string(),
  isOwn: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  state: z.enum(["works", "ends_soon", "expired"]),
  /** Null: never yet. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type TokenView = z.infer<typeof tokenViewSchema>;

export const tokensViewSchema = z.object({
  /** One's own, newest first. */
  own: z.array(tokenViewSchema),
  /** Everybody else's, for whoever looks after the team; null for the others. */
  others: z.array(tokenViewSchema).nullable(),
  /** What a token of this person can be given. */
  grantable: z.array(apiScopeSchema).max(API_SCOPES.length),
});
export type TokensView = z.infer<typeof tokensViewSchema>;
