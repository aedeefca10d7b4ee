import "server-only";

import { z } from "zod";
import type { SignUp } from "@/lib/account/policy/sign-in-service";
import type { ServiceId, SignInService } from "@/lib/account/schema/sign-in-service";
import { isLoopback } from "@/lib/server/own-origin";

const given = z.string().trim().min(1).optional();

const isSafeIssuer = (text: string) => {
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || isLoopback(hostname);
};

function domainsOf(text: string, context: z.RefinementCtx): string[] {
  return text.split(",").flatMap((part) => {
    const domain = part.trim().toLowerCase();
    if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return domain;
    context.addIssue(`${domain} is no domain, such as studio.com`);
    return [];
  });
}

/** The part of the settings that says who may vouch for people at the door. */
export const serviceSettingsShape = {
  /** Of a service that speaks OpenID Connect, without the `/.well-known/…`. */
  MAQUETTE_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(isSafeIssuer, "must begin with https://, but on this machine")
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  MAQUETTE_OIDC_CLIENT_ID: given,
  MAQUETTE_OIDC_CLIENT_SECRET: given,
  /** What its button says. */
  MAQUETTE_OIDC_NAME: z.string().trim().min(1).max(40).default("SSO"),
  MAQUETTE_GOOGLE_CLIENT_ID: given,
  MAQUETTE_GOOGLE_CLIENT_SECRET: given,
  MAQUETTE_GITHUB_CLIENT_ID: given,
  MAQUETTE_GITHUB_CLIENT_SECRET: given,
  /** Whose people come in without an invitation, with commas between; a service has to vouch for the address. */
  MAQUETTE_SIGN_UP_DOMAINS: z.string().transform(domainsOf).default([]),
  MAQUETTE_SIGN_UP_ROLE: z.enum(["designer", "reviewer"]).default("reviewer"),
};

type Client = SignInService & {
  /** The identity's, with the name that the service has for a person. */
  issuer: string;
  clientId: string;
  clientSecret: string;
};

export type ServiceSettings = { services: readonly Client[]; signUp: SignUp };

type Given = z.output<z.ZodObject<typeof serviceSettingsShape>>;

/** @throws {Error} naming what one service has too little of. */
export function serviceSettings(settings: Given): ServiceSettings {
  const rows: [ServiceId, string, Record<string, string | undefined>][] = [
    [
      "oidc",
      settings.MAQUETTE_OIDC_NAME,
      {
        MAQUETTE_OIDC_ISSUER: settings.MAQUETTE_OIDC_ISSUER,
        MAQUETTE_OIDC_CLIENT_ID: settings.MAQUETTE_OIDC_CLIENT_ID,
        MAQUETTE_OIDC_CLIENT_SECRET: settings.MAQUETTE_OIDC_CLIENT_SECRET,
      },
    ],
    [
      "google",
      "Google",
      {
        issuer: "https://accounts.google.com",
        MAQUETTE_GOOGLE_CLIENT_ID: settings.MAQUETTE_GOOGLE_CLIENT_ID,
        MAQUETTE_GOOGLE_CLIENT_SECRET: settings.MAQUETTE_GOOGLE_CLIENT_SECRET,
      },
    ],
    [
      "github",
      "GitHub",
      {
        issuer: "https://github.com/login/oauth",
        MAQUETTE_GITHUB_CLIENT_ID: settings.MAQUETTE_GITHUB_CLIENT_ID,
        MAQUETTE_GITHUB_CLIENT_SECRET: settings.MAQUETTE_GITHUB_CLIENT_SECRET,
      },
    ],
  ];
  return {
    services: rows.flatMap(([id, name, parts]) => clientOf({ id, name }, parts) ?? []),
    signUp: { domains: settings.MAQUETTE_SIGN_UP_DOMAINS, role: settings.MAQUETTE_SIGN_UP_ROLE },
  };
}

/** Null when none of it is set. */
function clientOf(
  service: SignInService,
  parts: Record<string, string | undefined>,
): Client | null {
  const named = Object.entries(parts).filter(([name]) => name.startsWith("MAQUETTE_"));
  if (named.every(([, value]) => value === undefined)) return null;
  const missing = named.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0)
    throw new Error(
      `These settings are wrong: ${missing.join(", ")} must be set for ${service.name}`,
    );
  const [issuer = "", clientId = "", clientSecret = ""] = Object.values(parts);
  return { ...service, issuer, clientId, clientSecret };
}
