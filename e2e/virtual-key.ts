import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";

/** A security key in the browser's own slot: it answers at once, and knows its owner's finger. */
export async function plugInKey(page: Page) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** How many it holds. */
    async count() {
      const { credentials } = await client.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
    /** Whether the finger on it is its owner's. */
    verify: (isUserVerified: boolean) =>
      client.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    /** One for this host that the studio has never seen. */
    async holdForeign(rpId: string) {
      await client.send("WebAuthn.clearCredentials", { authenticatorId });
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const credential = {
        ...{ rpId, isResidentCredential: true, signCount: 1 },
        credentialId: randomBytes(16).toString("base64"),
        userHandle: Buffer.from("somebody").toString("base64"),
        privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
      };
      await client.send("WebAuthn.addCredential", { authenticatorId, credential });
    },
  };
}
