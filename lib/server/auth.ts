import "server-only";

import { headers } from "next/headers";
import NextAuth from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signInSchema } from "@/lib/account/schema";
import { openSession } from "@/lib/account/service";
import { getPorts, getSettings } from "@/lib/server/composition";
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
  const userAgent = (await headers()).get("user-agent") ?? "";
  const opened = await openSession(getPorts(), { ...parsed.data, userAgent });
  return opened.ok ? { id: opened.value.userId, sessionSecret: opened.value.sessionSecret } : null;
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
