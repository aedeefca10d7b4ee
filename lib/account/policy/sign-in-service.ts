import type { Role } from "@/lib/shared/actor";

/** From the button to the way back from the service. */
export const CONNECTION_LIFETIME_MS = 10 * 60_000;

/** How long after signing in somebody without a password has shown who they are. */
export const RECENT_SIGN_IN_MS = 10 * 60_000;

/** Whom the settings let in besides those who are invited. */
export type SignUp = {
  /** Of mail addresses, in small letters. */
  domains: readonly string[];
  role: Extract<Role, "designer" | "reviewer">;
};

/** What comes after the last @, whole: `studio.com` lets nobody of `my-studio.com` or `x.studio.com` in. */
export const isOfDomain = (email: string, domains: readonly string[]) =>
  domains.includes(email.slice(email.lastIndexOf("@") + 1));
