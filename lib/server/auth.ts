import "server-only";

import { headers } from "next/headers";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signInSchema } from "@/lib/account/schema";
import { secondStepSchema } from "@/lib/account/schema/second-factor";
import { openSession, type SignInRefusal } from "@/lib/account/service";
import { passSecondStep, type SecondStepRefusal } from "@/lib/account/service/second-step";
import { CLIENT_HEADER } from "@/lib/server/client-address";
import { getMetrics, getPorts, getSettings } from "@/lib/server/composition";
import { createLogger } from "@/lib/server/logger";
import { sessionCookieName } from "@/lib/server/sessions";
import type { Result } from "@/lib/shared/result";

/** The token carries the secret of a session row and nothing else: roles and revocation live in the row. */
declare module "next-auth" {
  interface User {
    sessionSecret?: string;
  }
}

type Given = Partial<Record<string, unknown>>;
type Refusal = SignInRefusal | SecondStepRefusal;

/** A password, or the ticket that a right one was answered with and a code. */
async function authorize({ email, password, ticket, code }: Given) {
  const given = await headers();
  const from = {
    userAgent: given.get("user-agent") ?? "",
    client: given.get(CLIENT_HEADER) ?? "",
  };
  // next-auth adds fields of its own, which the strict schemas would refuse.
  const first = signInSchema.safeParse({ email, password });
  const second = secondStepSchema.safeParse({ ticket, code });
  if (first.success) return admit(await openSession(getPorts(), { ...first.data, ...from }));
  if (second.success) return admit(await passSecondStep(getPorts(), { ...second.data, ...from }));
  return null;
}

function admit(opened: Result<{ userId: string; sessionSecret: string }, Refusal>) {
  getMetrics()?.noteSignIn(opened.ok ? "done" : opened.error.code);
  if (!opened.ok) throw new RefusedSignIn(opened.error);
  return { id: opened.value.userId, sessionSecret: opened.value.sessionSecret };
}

/** What next-auth lets through. Its `code` also goes into the address of its own page, so nothing else stands in it. */
class RefusedSignIn extends CredentialsSignin {
  override readonly code: string;
  constructor(readonly refusal: Refusal) {
    super();
    this.code = refusal.code;
  }
}

/** Why a sign-in was refused. */
export const signInRefusal = (cause: CredentialsSignin): Refusal =>
  cause instanceof RefusedSignIn ? cause.refusal : { code: "wrong_credentials" };

export const { handlers, signIn, signOut } = NextAuth(() => {
  const { authSecret, publicUrl, logLevel } = getSettings();
  const isSecure = publicUrl.startsWith("https:");
  const log = createLogger(logLevel);
  return {
    secret: authSecret,
    trustHost: true,
    useSecureCookies: isSecure,
    session: { strategy: "jwt", maxAge: 30 * 24 * 60 * 60 },
    pages: { signIn: "/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookieName(publicUrl),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {}, ticket: {}, code: {} },
        authorize,
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user?.id && user.sessionSecret ? { sub: user.id, sid: user.sessionSecret } : token,
    },
    logger: {
      // A wrong password is no error of ours, and its stack would fill the log.
      error: (error) => {
        if (error.name !== "CredentialsSignin") log.error(error, "sign-in failed");
      },
      warn: (code) => log.warn({ code }, "sign-in warning"),
      debug: () => {},
    },
  };
});
