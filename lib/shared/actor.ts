declare const proven: unique symbol;

export type Role = "owner" | "admin" | "designer" | "reviewer";

/** Who is asking, proven by a live session. Only `lib/server/sessions.ts` makes one. */
export type Actor = Readonly<{
  userId: string;
  teamId: string;
  role: Role;
  sessionId: string;
  readonly [proven]: true;
}>;
