import "server-only";

import { customFetch } from "next-auth";
import type { OAuthConfig, OIDCConfig } from "next-auth/providers";
import GitHub, { type GitHubProfile } from "next-auth/providers/github";
import { z } from "zod";
import type { Claims } from "@/lib/account/service/enter-by-service";
import type { ServiceSettings } from "@/lib/server/service-settings";

type Client = ServiceSettings["services"][number];

/** A service that does not answer keeps nobody waiting. */
const TIMEOUT_MS = 10_000;

const impatient: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });

/** OpenID Connect: its word about a person is bound to this one question by all three. */
const openId = ({ id, name, issuer, clientId, clientSecret }: Client): OIDCConfig<object> => ({
  ...{ id, name, issuer, clientId, clientSecret, type: "oidc" },
  checks: ["pkce", "state", "nonce"],
  // Not every service says the mail address in the token itself.
  idToken: false,
  [customFetch]: impatient,
});

const gitHubEmailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** OAuth: what GitHub shows as somebody's address is not what it vouches for, so that is asked for too. */
const gitHub = ({ clientId, clientSecret }: Client): OAuthConfig<GitHubProfile> => ({
  ...GitHub({ clientId, clientSecret, checks: ["pkce", "state"] }),
  userinfo: {
    url: "https://api.github.com/user",
    async request({ tokens }: { tokens: { access_token?: string } }) {
      const read = async (path: string): Promise<unknown> => {
        const answer = await impatient(`https://api.github.com${path}`, {
          headers: { authorization: `Bearer ${tokens.access_token}`, "user-agent": "Maquette" },
        });
        if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path}`);
        return answer.json();
      };
      const [profile, emails] = await Promise.all([read("/user"), read("/user/emails")]);
      const own = gitHubEmailsSchema.parse(emails).find(({ primary }) => primary);
      return {
        ...(profile as object),
        ...{ email: own?.email ?? null, email_verified: own?.verified ?? false },
      };
    },
  },
  [customFetch]: impatient,
});

/** As next-auth takes them. */
export const providersOf = ({ services }: ServiceSettings) =>
  services.map((client) => (client.id === "github" ? gitHub(client) : openId(client)));

const profileSchema = z.object({
  sub: z.union([z.string(), z.number()]).optional(),
  id: z.union([z.string(), z.number()]).optional(),
  email: z.string().nullish(),
  // Some say it as a text.
  email_verified: z.union([z.boolean(), z.string()]).nullish(),
  name: z.string().nullish(),
  login: z.string().nullish(),
});

/** What a service has said of somebody; null when it says too little to know them again. */
export function claimsOf({ id: service, issuer }: Client, profile: unknown): Claims | null {
  const said = profileSchema.safeParse(profile);
  const subject = String(said.data?.sub ?? said.data?.id ?? "");
  if (!said.success || subject === "") return null;
  const { email, email_verified: isVerified, name, login } = said.data;
  const verifiedEmail = email && (isVerified === true || isVerified === "true") ? email : null;
  return { service, issuer, subject, verifiedEmail, name: name ?? login ?? "" };
}
