import { createHash } from "node:crypto";
import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { Throttle, ThrottleRule } from "@/lib/ports/throttle";

/** Who tries to sign in as whom is nobody's business: only a hash is kept. */
const hashOf = (key: string) => bytes(createHash("sha256").update(key).digest());

type Try = { key: string; rule: ThrottleRule; now: Date };

/**
 * One moment a key, at which all its tries are forgiven (GCRA): each try moves it on by one interval, and a try
 * that would move it further than `burst` intervals from now waits.
 */
async function take(prisma: PrismaClient, { key, rule, now }: Try) {
  const keyHash = hashOf(key);
  const furthest = new Date(now.getTime() + (rule.burst - 1) * rule.intervalMs);
  const first = new Date(now.getTime() + rule.intervalMs);
  const step = rule.intervalMs / 1_000;
  const counted = await prisma.$executeRaw`
    insert into throttle as t (key_hash, forgiven_at) values (${keyHash}, ${first})
    on conflict (key_hash) do update
      set forgiven_at = greatest(t.forgiven_at, ${now}) + make_interval(secs => ${step})
      where t.forgiven_at <= ${furthest}`;
  if (counted > 0) return 0;
  const row = await prisma.throttle.findUnique({ where: { keyHash } });
  return row ? Math.max(1, row.forgivenAt.getTime() - furthest.getTime()) : 0;
}

export const createThrottle = (prisma: PrismaClient): Throttle => ({
  take: (key, rule, now) => take(prisma, { key, rule, now }),
  async forget(key, now) {
    await prisma.throttle.deleteMany({
      where: { OR: [{ keyHash: hashOf(key) }, { forgivenAt: { lt: now } }] },
    });
  },
});
