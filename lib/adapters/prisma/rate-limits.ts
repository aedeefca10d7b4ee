import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { LimitCategory, LimitFacts, RateLimits } from "@/lib/ports/rate-limits";

/**
 * Of what the gateway allows: another program may use the same account. A look too many costs nothing but
 * a 429, and with half of them 500 tasks would be looked at every 20 s only.
 */
const OUR_SHARE: Record<LimitCategory, number> = { submit: 0.5, query: 0.8 };
/** By the account's group at the gateway, a second (docs.toapis.com, rate limits, read 2026-08-20). */
const ALLOWED: Record<LimitCategory, { default: number; vip: number; svip: number }> = {
  submit: { default: 5, vip: 16.7, svip: 33.3 },
  query: { default: 50, vip: 166.7, svip: 500 },
};
/** This many may go at once after a rest. */
const BURSTS: Record<LimitCategory, number> = { submit: 8, query: 50 };
/** From nothing to the ceiling. */
const RECOVERY_SECONDS = 90;
/** Of the ceiling: one submit in five seconds of a real gateway. */
const FLOOR_SHARE = 0.08;

/** Grows evenly from where it was cut. */
const RATE = Prisma.sql`least(ceiling_per_second, per_second + ceiling_per_second / ${RECOVERY_SECONDS}::float8
  * extract(epoch from clock_timestamp() - changed_at)::float8)`;

type Options = {
  /** How many times faster than a real gateway this account's answers. */
  speedOf(account: string): number;
  sendsMax: number;
};
type Bucket = { account: string; category: LimitCategory };

/** Turns are handed out by the arrival time of the next one, on the database's clock. */
export function createRateLimits(prisma: PrismaClient, { speedOf, sendsMax }: Options): RateLimits {
  async function ensure(client: Prisma.TransactionClient, { account, category }: Bucket) {
    const share = OUR_SHARE[category] * speedOf(account);
    const { vip, svip, default: usual } = ALLOWED[category];
    await client.$executeRaw`
      insert into rate_limit (account, category, per_second, ceiling_per_second, changed_at, next_free_at)
      select ${account}, ${category}, ceiling, ceiling, clock_timestamp(), to_timestamp(0)
      from (
        select ${share}::float8 * case max(account_group)
          when 'svip' then ${svip}::float8 when 'vip' then ${vip}::float8 else ${usual}::float8 end as ceiling
        from gateway_key where account = ${account}
      ) as allowed
      on conflict do nothing`;
  }
  async function slow({ category, retryAfterMs }: LimitFacts, account: string) {
    await cut(prisma, { account, category }, retryAfterMs ?? 0);
    if (category !== "query") return;
    // What is sent now is looked at later: an account that cannot be asked gets fewer tasks, too.
    const submit = { account, category: "submit" } as const;
    await ensure(prisma, submit);
    await cut(prisma, submit, 0);
  }
  /** The stated limits that this process has written already. */
  const known = new Map<string, number | null>();
  return {
    sendsMax,
    async take(account, category) {
      await ensure(prisma, { account, category });
      return advance(prisma, { account, category }, 1);
    },
    async takeFree(tx, { account, category, count }) {
      const client = inside(tx);
      await ensure(client, { account, category });
      const { free, nextInMs } = await look(client, { account, category });
      const granted = Math.min(count, free);
      if (granted > 0) await advance(client, { account, category }, granted);
      return { granted, nextInMs };
    },
    async restart(account, category) {
      await prisma.$executeRaw`
        update rate_limit set per_second = ceiling_per_second * ${FLOOR_SHARE}::float8, changed_at = clock_timestamp(),
          next_free_at = clock_timestamp()
        where account = ${account} and category = ${category}`;
    },
    async learn(account, facts) {
      const bucket = `${facts.category} ${account}`;
      if (!facts.isLimited && known.get(bucket) === facts.limitPerMinute) return;
      known.set(bucket, facts.limitPerMinute);
      await ensure(prisma, { account, category: facts.category });
      if (facts.isLimited) await slow(facts, account);
      if (facts.limitPerMinute !== null && facts.limitPerMinute > 0) {
        const ceiling = (facts.limitPerMinute / 60) * OUR_SHARE[facts.category] * speedOf(account);
        await prisma.$executeRaw`
          update rate_limit set ceiling_per_second = ${ceiling}
          where account = ${account} and category = ${facts.category}
            and ceiling_per_second <> ${ceiling}`;
      }
    },
  };
}

const arrival = ({ category }: Bucket) =>
  Prisma.sql`greatest(next_free_at, clock_timestamp() - make_interval(secs => ${BURSTS[category] - 1}::float8 / ${RATE}))`;

/** Takes `count` turns. Milliseconds until the first of them comes. */
async function advance(client: Prisma.TransactionClient, bucket: Bucket, count: number) {
  const [row] = await client.$queryRaw<{ wait_ms: number }[]>`
    with turn as (
      select ${arrival(bucket)} as starts_at, ${RATE} as rate from rate_limit
      where account = ${bucket.account} and category = ${bucket.category} for update)
    update rate_limit set next_free_at = starts_at + make_interval(secs => ${count}::float8 / rate)
    from turn where account = ${bucket.account} and category = ${bucket.category}
    returning (extract(epoch from starts_at - clock_timestamp()) * 1000)::float8 as wait_ms`;
  return Math.max(0, Math.ceil(row?.wait_ms ?? 0));
}

async function look(client: Prisma.TransactionClient, bucket: Bucket) {
  const [row] = await client.$queryRaw<{ free: number; next_in_ms: number }[]>`
    select floor(extract(epoch from clock_timestamp() - starts_at) * rate)::int + 1 as free,
      (extract(epoch from starts_at - clock_timestamp()) * 1000)::float8 as next_in_ms
    from (select ${arrival(bucket)} as starts_at, ${RATE} as rate from rate_limit
      where account = ${bucket.account} and category = ${bucket.category} for update) as turn`;
  return {
    free: Math.max(0, row?.free ?? 0),
    nextInMs: Math.max(1, Math.ceil(row?.next_in_ms ?? 0)),
  };
}

/** The account is asked half as often from now on, and not at all before it said. */
async function cut(prisma: PrismaClient, { account, category }: Bucket, retryAfterMs: number) {
  await prisma.$executeRaw`
    update rate_limit set per_second = greatest(ceiling_per_second * ${FLOOR_SHARE}::float8, ${RATE} / 2),
      changed_at = clock_timestamp(),
      next_free_at = greatest(next_free_at,
        clock_timestamp() + make_interval(secs => ${retryAfterMs / 1_000}::float8))
    where account = ${account} and category = ${category}`;
}
