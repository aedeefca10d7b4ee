import { expect, test } from "vitest";
import { readSettings } from "@/lib/server/env";
import { claimsOf, readGitHubPerson } from "@/lib/server/service-claims";

const NEEDED = {
  NODE_ENV: "test",
  DATABASE_URL: "postgresql://a:b@localhost/c",
  AUTH_SECRET: "a secret of at least thirty-two characters",
} as const;
const GITHUB = { MAQUETTE_GITHUB_CLIENT_ID: "id", MAQUETTE_GITHUB_CLIENT_SECRET: "secret" };
const OIDC = {
  MAQUETTE_OIDC_ISSUER: "https://login.example/tenant/",
  MAQUETTE_OIDC_CLIENT_ID: "id",
  MAQUETTE_OIDC_CLIENT_SECRET: "secret",
};
const settingsOf = (env: Record<string, string>) => readSettings({ ...NEEDED, ...env }).signIn;

test("a service is there once it is whole, and nobody is let in by a domain until one is named", () => {
  expect(settingsOf({})).toEqual({ services: [], signUp: { domains: [], role: "reviewer" } });
  expect(settingsOf({ ...GITHUB, ...OIDC }).services).toMatchObject([
    { id: "oidc", name: "SSO", issuer: "https://login.example/tenant" },
    { id: "github", name: "GitHub", issuer: "https://github.com/login/oauth" },
  ]);
  const named = {
    MAQUETTE_SIGN_UP_DOMAINS: "Studio.com, studio.de",
    MAQUETTE_SIGN_UP_ROLE: "designer",
  };
  expect(settingsOf(named).signUp).toEqual({
    domains: ["studio.com", "studio.de"],
    role: "designer",
  });
});

test.each([
  [{ MAQUETTE_GITHUB_CLIENT_ID: "id" }, /MAQUETTE_GITHUB_CLIENT_SECRET must be set for GitHub/],
  [{ MAQUETTE_OIDC_CLIENT_ID: "id" }, /MAQUETTE_OIDC_ISSUER, MAQUETTE_OIDC_CLIENT_SECRET/],
  [{ ...OIDC, MAQUETTE_OIDC_ISSUER: "http://login.example" }, /MAQUETTE_OIDC_ISSUER: must begin/],
  [{ MAQUETTE_SIGN_UP_DOMAINS: "kim@studio.com" }, /is no domain/],
  [{ MAQUETTE_SIGN_UP_DOMAINS: "com" }, /is no domain/],
  [{ MAQUETTE_SIGN_UP_ROLE: "owner" }, /MAQUETTE_SIGN_UP_ROLE/],
])("%j is refused at the start", (env, message) => {
  expect(() => settingsOf(env as Record<string, string>)).toThrow(message);
});

const client = (() => {
  const [found] = settingsOf(OIDC).services;
  if (!found) throw new Error("setup failed");
  return found;
})();

test.each([
  [{ sub: "1", email: "a@b.example", email_verified: true }, "a@b.example"],
  [{ sub: "1", email: "a@b.example", email_verified: "true" }, "a@b.example"],
  [{ sub: "1", email: "a@b.example", email_verified: false }, null],
  [{ sub: "1", email: "a@b.example", email_verified: "false" }, null],
  [{ sub: "1", email: "a@b.example" }, null],
  [{ sub: "1", email_verified: true }, null],
])("of %j the address %j is believed", (profile, verifiedEmail) => {
  expect(claimsOf(client, profile)).toEqual({
    ...{ service: "oidc", issuer: "https://login.example/tenant", subject: "1", name: "" },
    verifiedEmail,
  });
});

test.each([{}, { sub: "" }, { sub: null }, { email: "a@b.example", email_verified: true }, null])(
  "%j is nobody",
  (profile) => {
    expect(claimsOf(client, profile)).toBeNull();
  },
);

test("of GitHub the verified primary address counts, not the one that somebody shows", async () => {
  const answers: Record<string, unknown> = {
    "/user": { id: 7, login: "kim", name: null, email: "shown@example.com" },
    "/user/emails": [
      { email: "other@example.com", primary: false, verified: true },
      { email: "kim@example.com", primary: true, verified: true },
    ],
  };
  const ask: typeof fetch = async (input) =>
    Response.json(answers[new URL(String(input)).pathname]);
  const [gitHub] = settingsOf(GITHUB).services;
  if (!gitHub) throw new Error("setup failed");
  const read = async () => claimsOf(gitHub, await readGitHubPerson("token", ask));
  expect(await read()).toMatchObject({
    ...{ subject: "7", name: "kim", verifiedEmail: "kim@example.com" },
  });
  answers["/user/emails"] = [{ email: "kim@example.com", primary: true, verified: false }];
  expect(await read()).toMatchObject({ verifiedEmail: null });
  const failing: typeof fetch = async () => new Response("", { status: 403 });
  await expect(readGitHubPerson("token", failing)).rejects.toThrow("403");
});
