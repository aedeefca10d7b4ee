import type { FactorView } from "@/lib/account/schema/own-factors";
import type { AddProof, FactorProof } from "@/lib/account/schema/passkey";

/** What the reader can prove themselves with. */
export type Own = { hasPassword: boolean; hasPasskey: boolean };

export const ownOf = (view: FactorView | undefined): Own => ({
  hasPassword: view?.hasPassword ?? true,
  hasPasskey: (view?.passkeys.length ?? 0) > 0,
});

type Typed = { password: string; code: string };

/** Whoever has no password has signed in a moment ago, or is asked to. */
export const addProof = ({ hasPassword }: Own, { password }: Pick<Typed, "password">): AddProof =>
  hasPassword ? { password } : { recentSignIn: true };

export const removeProof = (own: Own, { password, code }: Typed): FactorProof =>
  own.hasPassword ? { password, code } : { recentSignIn: true, code };

/** The password, where there is one. */
export const passwordField = ({ hasPassword }: Own) => (hasPassword ? (["password"] as const) : []);
