import { encode } from "next-auth/jwt";
import { getPorts, getSettings } from "@/lib/server/composition";
import { sessionCookieName } from "@/lib/server/sessions";

/** Makes a team with its project and its owner, and answers with the owner's cookie. */
export async function signInOwner(projectId = getPorts().clock.newId()): Promise<string> {
  const { accounts, clock, database } = getPorts();
  const userId = clock.newId();
  await database.transaction((tx) =>
    accounts.createOwner(tx, {
      team: { id: clock.newId(), name: "Halden", timeZone: "Europe/Oslo" },
      user: { id: userId, email: "designer@example.com", name: "Designer", passwordHash: "-" },
      project: { id: projectId, name: "Autumn KV", code: "AK" },
    }),
  );
  return signInAs(userId);
}

/** The cookie of a new session of somebody who is there. */
export async function signInAs(userId: string): Promise<string> {
  const { accounts, clock, database, tokens } = getPorts();
  const secret = tokens.newToken();
  await database.transaction((tx) =>
    accounts.createSession(tx, {
      id: clock.newId(),
      secretHash: tokens.hash(secret),
      userId,
      userAgent: "",
      expiresAt: new Date(Date.now() + 3_600_000),
    }),
  );
  const { authSecret, publicUrl } = getSettings();
  const name = sessionCookieName(publicUrl);
  const token = await encode({ token: { sid: secret }, secret: authSecret, salt: name });
  return `${name}=${token}`;
}
