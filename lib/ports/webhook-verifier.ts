/** An event as it came, nothing of it believed yet. */
export type ClaimedEvent = {
  id: string;
  /** Unix seconds, as the header spells them. */
  timestamp: string;
  /** `v1=<hex>`, one for each secret that the gateway knows, separated by commas. */
  signature: string;
  /** The raw bytes: another spelling of the same JSON has another signature. */
  body: Uint8Array;
};

export interface WebhookVerifier {
  /** Signed with one of our secrets, and sent within five minutes of `now`. */
  isGenuine(event: ClaimedEvent, now: Date): boolean;
}
