import "server-only";

import NextAuth from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { authorize, CREDENTIALS } from "@/lib/server/authorize";
import { getSettings } from "@/lib/server/composition";
import { comeBack } from "@/lib/server/enter-by-service";
import { createLogger } from "@/lib/server/logger";
import { sessionCookieName } from "@/lib/server/sessions";
import { providersOf } from "@/lib/server/sign-in-services";

/** The token carries the secret of a session row and nothing else: roles and revocation live in the row. */
declare module "next-auth" {
  interface User {
    sessionSecret?: string;
  }
}

export const { handlers, signIn, signOut } = NextAuth(() => {
  const { authSecret, publicUrl, logLevel, signIn: services } = getSettings();
  const isSecure = publicUrl.startsWith("https:");
  const log = createLogger(logLevel);
  return {
    secret: authSecret,
    trustHost: true,
    useSecureCookies: isSecure,
    session: { strategy: "jwt", maxAge: 30 * 24 * 60 * 60 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookieName(publicUrl),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      },
    },
    providers: [Credentials({ credentials: CREDENTIALS, authorize }), ...providersOf(services)],
    callbacks: {
      signIn: comeBack,
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
