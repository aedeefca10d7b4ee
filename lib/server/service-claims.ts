import "server-only";

import { z } from "zod";
import type { Claims } from "@/lib/account/service/enter-by-service";
import type { ServiceSettings } from "@/lib/server/service-settings";

/** A service that does not answer keeps nobody waiting. */
const TIMEOUT_MS = 10_000;

export const impatient: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });

const gitHubEmailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** Of whom the token is; GitHub vouches for the verified addresses of somebody, not for the one that they show. */
export async function readGitHubPerson(token: string, ask: typeof fetch = impatient) {
  const read = async (path: string): Promise<unknown> => {
    const answer = await ask(`https://api.github.com${path}`, {
      headers: { authorization: `Bearer ${token}`, "user-agent": "Maquette" },
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
}

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
export function claimsOf(
  { id: service, issuer }: ServiceSettings["services"][number],
  profile: unknown,
): Claims | null {
  const said = profileSchema.safeParse(profile);
  const subject = String(said.data?.sub ?? said.data?.id ?? "");
  if (!said.success || subject === "") return null;
  const { email, email_verified: isVerified, name, login } = said.data;
  const verifiedEmail = email && (isVerified === true || isVerified === "true") ? email : null;
  return { service, issuer, subject, verifiedEmail, name: name ?? login ?? "" };
}
