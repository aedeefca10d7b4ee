declare const proven: unique symbol;

export type Role = "owner" | "admin" | "designer" | "reviewer";

/** Where a request comes from: the address, an IPv6 one cut to its household, and what the browser calls itself. */
export type Visit = { address: string; userAgent: string };

/** What somebody sees of a team: everything but the projects that are closed to them. */
export type Sight = Readonly<{ teamId: string; closedProjectIds: readonly string[] }>;

/** Somebody who looks, and whose own marks are shown. */
export type Reader = Sight & Readonly<{ personId: string }>;

/** Who is asking, proven by a live session. Only `lib/server/sessions.ts` makes one. */
export type Actor = Sight &
  Readonly<{
    userId: string;
    role: Role;
    sessionId: string;
    /** Of this request; absent where there is none. */
    visit?: Visit;
    readonly [proven]: true;
  }>;

export const seesAll = ({ closedProjectIds }: Sight) => closedProjectIds.length === 0;

/** For what looks after a team by itself, and for what must not depend on who asks. */
export const wholeTeam = (teamId: string): Sight => ({ teamId, closedProjectIds: [] });

export const readerOf = ({ teamId, closedProjectIds, userId }: Actor): Reader => ({
  ...{ teamId, closedProjectIds, personId: userId },
});
