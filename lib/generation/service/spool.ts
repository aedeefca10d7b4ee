import "server-only";

import type { VariantRecord } from "@/lib/ports/generation-repository";
import type { Ports } from "@/lib/ports/ports";

const PART = ".part";

/** In the spool: what has come so far of a variant's picture. */
export const partOf = (variantId: string) => `${variantId}${PART}`;
const variantOf = (part: string) => (part.endsWith(PART) ? part.slice(0, -PART.length) : part);

export const isToSave = ({ status, resultUrls }: VariantRecord) =>
  status === "saving" || (status === "succeeded" && resultUrls.length > 1);

/**
 * Discards what a crash left in this machine's spool. What came of a picture that is not stored yet stays,
 * however long the storage is away: it was paid for, and its address may be dead.
 */
export async function sweepSpool({
  engine,
  storage,
}: Pick<Ports, "engine" | "storage">): Promise<void> {
  for (const name of await storage.listBegun()) {
    const work = await engine.findWork(variantOf(name));
    if (work && isToSave(work.variant)) continue;
    const claim = await storage.claimSpool(name);
    // Somebody is just about to finish with it.
    if (!claim) continue;
    await claim.discard().finally(claim.release);
  }
}
