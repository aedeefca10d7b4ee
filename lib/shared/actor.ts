declare const proven: unique symbol;

export type Role = "owner" | "admin" | "designer" | "reviewer";

/** Where a request comes from: the address, an IPv6 one cut to its household, and what the browser calls itself. */
export type Visit = { address: string; userAgent: string };

/** Who is asking, proven by a live session. Only `lib/server/sessions.ts` makes one. */
export type Actor = Readonly<{
  userId: string;
  teamId: string;
  role: Role;
  sessionId: string;
  /** Of this request; absent where there is none. */
  visit?: Visit;
  readonly [proven]: true;
}>;
