import type { ApiScope } from "@/lib/api-token/schema/facts";
import type { Transaction } from "@/lib/ports/database";
import type { Role } from "@/lib/shared/actor";

export type ApiTokenRecord = {
  id: string;
  teamId: string;
  userId: string;
  personName: string;
  label: string;
  lastFour: string;
  scopes: ApiScope[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** A token with what its person may do now. */
export type ShownToken = ApiTokenRecord & {
  role: Role;
  /** The team demands a second factor of this person, who has none. */
  mustSetUpFactor: boolean;
  /** Closed projects of the team that the person is no member of. */
  foreignProjectIds: string[];
};

type NewToken = Omit<ApiTokenRecord, "personName" | "lastUsedAt" | "revokedAt"> & {
  tokenHash: Uint8Array;
};

/** Tokens go with the membership of their person: who is taken out of a team has none there any more. */
export interface ApiTokenRepository {
  create(tx: Transaction, token: NewToken): Promise<void>;
  /** Of one person, neither revoked nor expired. Nobody else counts them until the end of the transaction. */
  countLive(tx: Transaction, owner: { teamId: string; userId: string }, now: Date): Promise<number>;
  /** Of one person or of the whole team, without those that were revoked; newest first. */
  list(teamId: string, userId: string | null): Promise<ApiTokenRecord[]>;
  /** Null when the team has no such token, or that person, or it was revoked already. */
  revoke(
    tx: Transaction,
    token: { id: string; teamId: string; userId: string | null },
    now: Date,
  ): Promise<{ label: string; scopes: ApiScope[] } | null>;
  /** Also one that no longer works, to say why. */
  find(tokenHash: Uint8Array): Promise<ShownToken | null>;
  noteUse(id: string, now: Date): Promise<void>;
}
