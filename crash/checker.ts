import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Lab } from "@/crash/lab";
import { pictureOf, sha256Of } from "@/crash/picture";

const ledgerSchema = z.object({
  keys: z.record(
    z.string(),
    z.array(
      z.object({
        id: z.string(),
        client_business_id: z.string(),
        charged_micro_usd: z.number(),
        refunded: z.boolean(),
        fault: z.string().nullable(),
      }),
    ),
  ),
});
const requestsSchema = z.object({
  requests: z.array(z.object({ method: z.string(), path: z.string() })),
});
type Entry = z.output<typeof ledgerSchema>["keys"][string][number];

type AttemptRow = {
  clientBusinessId: string;
  isSent: boolean;
  taskId: string | null;
  lookupCount: number;
  variant: VariantRow;
};
type VariantRow = {
  id: string;
  status: string;
  attention: string | null;
  spentMicroUsd: number | null;
  sha256: string | null;
  storageKey: string | null;
};
type Facts = { entries: Entry[]; attempts: AttemptRow[]; postCount: number };

/** Compares what the gateway charged with what the studio knows, once all is quiet. Empty when every promise held. */
export async function findViolations(lab: Lab): Promise<string[]> {
  const facts = await readFacts(lab);
  const found = [
    ...neverPaidTwice(facts),
    ...(await nothingLost(lab, facts)),
    ...(await noOverspending(lab)),
    ...(await nothingStranded(lab)),
  ];
  return found.toSorted();
}

async function readFacts({ store, gateway }: Lab): Promise<Facts> {
  const { keys } = ledgerSchema.parse(await gateway.ledger());
  const log = requestsSchema.parse(await gateway.requests());
  const isCreate = ({ method, path }: { method: string; path: string }) =>
    method === "POST" && path === "/v1/images/generations";
  return {
    entries: Object.values(keys).flat(),
    postCount: log.requests.filter(isCreate).length,
    attempts: await store.rows<AttemptRow>(`
      select a.client_business_id as "clientBusinessId", a.sent_at is not null as "isSent",
        a.task_id as "taskId", a.lookup_count as "lookupCount",
        json_build_object('id', v.id, 'status', v.status, 'attention', v.attention,
          'spentMicroUsd', v.spent_micro_usd, 'sha256', i.sha256, 'storageKey', i.storage_key) as variant
      from attempt a join variant v on v.id = a.variant_id left join image i on i.variant_id = v.id`),
  };
}

/** I1 */
function neverPaidTwice({ entries, attempts, postCount }: Facts): string[] {
  const variantOf = new Map(attempts.map((each) => [each.clientBusinessId, each.variant.id]));
  const byVariant = Map.groupBy(entries, (entry) => variantOf.get(entry.client_business_id));
  // A gateway that charges one call twice cannot be kept from it: then somebody must be told.
  const isToldOf = (variantId: string, charged: Entry[]) =>
    charged.length === 2 &&
    charged.every(({ fault }) => fault === "F49") &&
    attempts.some(({ variant }) => variant.id === variantId && variant.attention === "paid_twice");
  const found = [...byVariant].flatMap(([variantId, charged]) => {
    const ids = charged.map(({ id, fault }) => `${id} (${fault ?? "good"})`).join(", ");
    if (!variantId) return [`I1: charged and of no attempt: ${ids}`];
    return charged.length > 1 && !isToldOf(variantId, charged)
      ? [`I1: variant ${variantId} was paid more than once: ${ids}`]
      : [];
  });
  const sentCount = attempts.filter(({ isSent }) => isSent).length;
  return postCount > sentCount
    ? [...found, `I1: ${postCount} create calls for ${sentCount} attempts that were sent`]
    : found;
}

/** I2 */
async function nothingLost({ ports }: Lab, { entries, attempts }: Facts): Promise<string[]> {
  const found: string[] = [];
  for (const entry of entries) {
    const attempt = attempts.find((each) => each.clientBusinessId === entry.client_business_id);
    const lost = attempt && (await howLost(ports.storage.localPath, entry, attempt));
    if (lost) found.push(`I2: task ${entry.id} (${entry.fault ?? "good"}) ${lost}`);
  }
  return found;
}

/** Null when it is not. */
async function howLost(
  localPath: (key: string) => Promise<string>,
  entry: Entry,
  { variant, lookupCount }: AttemptRow,
): Promise<string | null> {
  const { status, attention, spentMicroUsd, sha256, storageKey } = variant;
  if (attention !== null && status !== "succeeded") return null;
  if (status === "succeeded") {
    const wanted = sha256Of(pictureOf(`1 ${entry.client_business_id}`));
    if (sha256 !== wanted || !storageKey) return `has another picture: ${sha256}`;
    const stored = sha256Of(await readFile(await localPath(storageKey)));
    return stored === wanted ? null : "has other bytes in the storage";
  }
  // A good gateway has been asked often enough to have found it.
  if (status === "unknown") return `was not found by ${lookupCount} look-ups`;
  const isRecorded = status === "failed" && (entry.refunded || (spentMicroUsd ?? 0) > 0);
  return isRecorded ? null : `ended as ${status} with ${spentMicroUsd} spent`;
}

/** I3 */
async function noOverspending({ ports, store }: Lab): Promise<string[]> {
  const overruns = await store.rows("select * from crash_overrun");
  const mismatches = await ports.ledger.findMismatches();
  const [held] = await store.rows<{ budgets: string; variants: string }>(`
    select (select coalesce(sum(reserved_micro_usd), 0) from budget where scope = 'team') as budgets,
      (select coalesce(sum(reserved_micro_usd), 0) from variant where spent_micro_usd is null) as variants`);
  const forgotten = await store.rows<{ id: string }>(`
    select id from variant where status in ('succeeded', 'failed', 'cancelled') and spent_micro_usd is null`);
  return [
    ...overruns.map((row) => `I3: over the cap: ${JSON.stringify(row)}`),
    ...mismatches.map((row) => `I3: budget and ledger differ: ${JSON.stringify(row)}`),
    ...(held && held.budgets !== held.variants
      ? [`I3: ${held.budgets} reserved, for variants that hold ${held.variants}`]
      : []),
    ...forgotten.map(({ id }) => `I3: variant ${id} has ended and holds a reserve`),
  ];
}

/** I9 */
async function nothingStranded({ store }: Lab): Promise<string[]> {
  const variants = await store.rows<{ id: string; status: string }>(`
    select id, status from variant v
    where status not in ('succeeded', 'failed', 'cancelled') and attention is null
      and not (status = 'unknown' and exists (
        select 1 from graphile_worker._private_jobs where key = 'follow:' || v.id))`);
  const jobs = await store.rows<{ key: string; error: string }>(`
    select key, last_error as error from graphile_worker._private_jobs
    where attempts >= max_attempts and key is not null`);
  const images = await store.rows<{ id: string }>("select id from image where thumbhash is null");
  return [
    ...variants.map(({ id, status }) => `I9: variant ${id} is stranded as ${status}`),
    ...jobs.map(({ key, error }) => `I9: job ${key} was given up: ${error}`),
    ...images.map(({ id }) => `I9: image ${id} has no small copies`),
  ];
}
