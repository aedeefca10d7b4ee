import "server-only";

import { customFetch } from "next-auth";
import type { OAuthConfig, OIDCConfig } from "next-auth/providers";
import GitHub, { type GitHubProfile } from "next-auth/providers/github";
import { impatient, readGitHubPerson } from "@/lib/server/service-claims";
import type { ServiceSettings } from "@/lib/server/service-settings";

type Client = ServiceSettings["services"][number];

/** OpenID Connect: its word about a person is bound to this one question by all three. */
const openId = ({ id, name, issuer, clientId, clientSecret }: Client): OIDCConfig<object> => ({
  ...{ id, name, issuer, clientId, clientSecret, type: "oidc" },
  checks: ["pkce", "state", "nonce"],
  // Not every service says the mail address in the token itself.
  idToken: false,
  [customFetch]: impatient,
});

/** OAuth. */
const gitHub = ({ clientId, clientSecret }: Client): OAuthConfig<GitHubProfile> => ({
  ...GitHub({ clientId, clientSecret, checks: ["pkce", "state"] }),
  userinfo: {
    url: "https://api.github.com/user",
    request: ({ tokens }: { tokens: { access_token?: string } }) =>
      readGitHubPerson(tokens.access_token ?? ""),
  },
  [customFetch]: impatient,
});

/** As next-auth takes them. */
export const providersOf = ({ services }: ServiceSettings) =>
  services.map((client) => (client.id === "github" ? gitHub(client) : openId(client)));
