import "server-only";

import { headers } from "next/headers";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signInSchema } from "@/lib/account/schema";
import { openSession, type SignInRefusal } from "@/lib/account/service";
import { CLIENT_HEADER } from "@/lib/server/client-address";
import { getMetrics, getPorts, getSettings } from "@/lib/server/composition";
import { createLogger } from "@/lib/server/logger";
import { sessionCookieName } from "@/lib/server/sessions";

/** The token carries the secret of a session row and nothing else: roles and revocation live in the row. */
declare module "next-auth" {
  interface User {
    sessionSecret?: string;
  }
}

async function authorize({ email, password }: Partial<Record<string, unknown>>) {
  // next-auth adds fields of its own, which the strict schema would refuse.
  const parsed = signInSchema.safeParse({ email, password });
  if (!parsed.success) return null;
  const given = await headers();
  const opened = await openSession(getPorts(), {
    ...parsed.data,
    userAgent: given.get("user-agent") ?? "",
    client: given.get(CLIENT_HEADER) ?? "",
  });
  getMetrics()?.noteSignIn(opened.ok ? "done" : opened.error.code);
  if (opened.ok) return { id: opened.value.userId, sessionSecret: opened.value.sessionSecret };
  if (opened.error.code === "too_many_tries") throw new TooManyTries(opened.error.waitSeconds);
  return null;
}

/** What next-auth lets through: its `code` also goes into the address of its own page. */
class TooManyTries extends CredentialsSignin {
  override readonly code: string;
  constructor(waitSeconds: number) {
    super();
    this.code = `${TOO_MANY}${waitSeconds}`;
  }
}

const TOO_MANY = "too_many_tries_";

/** Why a sign-in was refused. */
export function signInRefusal({ code }: CredentialsSignin): SignInRefusal {
  return code.startsWith(TOO_MANY)
    ? { code: "too_many_tries", waitSeconds: Number(code.slice(TOO_MANY.length)) }
    : { code: "wrong_credentials" };
}

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
    providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
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
