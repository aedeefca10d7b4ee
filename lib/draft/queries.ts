import type { Draft } from "@/lib/draft/schema";

/** Browsers refuse to send more than 64 KiB after the page is gone. */
const KEEPALIVE_BYTES_MAX = 60 * 1024;

/**
 * Leaves the draft with the server, also while the page is being closed.
 *
 * @throws when the server did not take it, or could not be reached
 */
export async function putDraft(draft: Draft): Promise<void> {
  const body = new Blob([JSON.stringify(draft)], { type: "application/json" });
  const response = await fetch("/api/draft", {
    method: "PUT",
    body,
    keepalive: body.size <= KEEPALIVE_BYTES_MAX,
  });
  if (!response.ok) throw new Error(`PUT /api/draft answered ${response.status}`);
}
