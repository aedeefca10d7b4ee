import { createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookVerifier } from "@/lib/ports/webhook-verifier";

const AGE_MAX_SECONDS = 300;
/** While a secret is rotated there are two. */
const SIGNATURES_MAX = 4;
const SIGNATURE = /^v1=([0-9a-f]{64})$/i;
const UNIX_SECONDS = /^\d{1,12}$/;

/**
 * HMAC-SHA256 over `id.timestamp.body`; the text of a secret is its key.
 * Source: docs.toapis.com, "Task Webhooks", read 2026-11-24.
 */
export function createWebhookVerifier(secrets: readonly string[]): WebhookVerifier {
  return {
    isGenuine({ id, timestamp, signature, body }, now) {
      const ageSeconds = Math.abs(now.getTime() / 1_000 - Number(timestamp));
      if (!UNIX_SECONDS.test(timestamp) || ageSeconds > AGE_MAX_SECONDS) return false;
      const given = signature.split(",", SIGNATURES_MAX).flatMap((part) => {
        const hex = SIGNATURE.exec(part.trim())?.[1];
        return hex ? [Buffer.from(hex, "hex")] : [];
      });
      // Every pair is compared: how long it takes tells nothing about any of them.
      const matches = secrets.flatMap((secret) => {
        const expected = createHmac("sha256", secret)
          .update(`${id}.${timestamp}.`)
          .update(body)
          .digest();
        return given.map((each) => timingSafeEqual(each, expected));
      });
      return matches.includes(true);
    },
  };
}
