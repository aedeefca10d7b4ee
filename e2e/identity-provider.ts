import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Provider } from "oidc-provider";

export type Account = { id: string; email: string; isVerified: boolean; name: string };

const LIFETIME_S = 600;

export const CLIENT = { id: "maquette", secret: "a secret of this test alone" };

/** A sign-in service of its own that speaks OpenID Connect: whoever comes is who the test says. */
export async function startIdentityProvider(port: number, studioUrl: string) {
  const accounts = new Map<string, Account>();
  let next: Account | null = null;
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${studioUrl}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["of this test alone"] },
    pkce: { required: () => true },
    ttl: {
      ...{ AccessToken: LIFETIME_S, AuthorizationCode: LIFETIME_S, Grant: LIFETIME_S },
      ...{ IdToken: LIFETIME_S, Interaction: LIFETIME_S, Session: LIFETIME_S },
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount(_, id) {
      const account = accounts.get(id);
      return (
        account && {
          accountId: id,
          claims: () => ({
            sub: id,
            email: account.email,
            email_verified: account.isVerified,
            name: account.name,
          }),
        }
      );
    },
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId;
      const clientId = oidc.client?.clientId;
      if (!accountId || !clientId) return undefined;
      const grant = new oidc.provider.Grant({ accountId, clientId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  async function handle(request: IncomingMessage, response: ServerResponse) {
    if (!request.url?.startsWith("/interaction/")) return answer(request, response);
    const login = next
      ? { login: { accountId: next.id, remember: false } }
      : { error: "access_denied", error_description: "They pressed Cancel" };
    await provider.interactionFinished(request, response, login);
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return {
    issuer,
    /** Who comes next; null: somebody who cancels. */
    expect(account: Account | null) {
      next = account;
      if (account) accounts.set(account.id, account);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
