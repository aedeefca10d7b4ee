import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { GenerationRecord, VariantRecord } from "@/lib/ports/generation-repository";

const waitsToBeSentAgain = ({ status, waitReason }: VariantRecord) =>
  status === "queued" && (waitReason === "gateway_busy" || waitReason === "gateway_unreachable");

/** Asks only while something waits to be sent again: most reads have nothing to count. */
export async function withAttemptCounts(
  prisma: PrismaClient,
  variants: VariantRecord[],
): Promise<VariantRecord[]> {
  const waiting = variants.filter(waitsToBeSentAgain).map(({ id }) => id);
  if (waiting.length === 0) return variants;
  const rows = await prisma.attempt.groupBy({
    by: ["variantId"],
    where: { variantId: { in: waiting } },
    _count: true,
  });
  const counts = new Map(rows.map(({ variantId, _count }) => [variantId, _count]));
  return variants.map((each) => ({ ...each, attemptCount: counts.get(each.id) ?? null }));
}

export async function withAttemptCountsOfEach(
  prisma: PrismaClient,
  generations: GenerationRecord[],
): Promise<GenerationRecord[]> {
  const all = generations.flatMap(({ variants }) => variants);
  const variants = Map.groupBy(await withAttemptCounts(prisma, all), (each) => each.generationId);
  return generations.map((each) => ({ ...each, variants: variants.get(each.id) ?? [] }));
}
