import { tableWriter } from "@/lib/adapters/csv/table-writer";
import type { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createUsageReader } from "@/lib/adapters/prisma/usage-reader";
import { markPictures } from "@/lib/library/service/marks";
import { openTestLibrary } from "@/lib/library/service/test-library";
import type { ChargeBasis } from "@/lib/money/schema";
import { USAGE_WORDS } from "@/lib/server/usage-words";
import type { Actor, Role } from "@/lib/shared/actor";
import { presentGroups, presentReconciliation, presentUsage } from "@/lib/usage/presenter";
import {
  reconciliationSchema,
  type UsageQuery,
  usageGroupsSchema,
  usageViewSchema,
} from "@/lib/usage/schema";
import type { UsageGroupKind } from "@/lib/usage/schema/facts";
import { exportUsage, listUsageGroups, readUsage, reconcile } from "@/lib/usage/service";

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

type Making = {
  prompt?: string;
  by?: Actor;
  status?: "succeeded" | "failed" | "queued";
  spentMicroUsd?: number;
  basis?: ChargeBasis | null;
  waitMs?: number;
  isKept?: boolean;
  failureCode?: string;
};

export const MARCH: UsageQuery = { period: "month", day: "2026-03-15", money: "real" };

/** A team whose figures are in the test's hands; its clock begins on the first of March 2026. */
export async function openTestUsage(database: TestDatabase) {
  const library = await openTestLibrary(database);
  const { studio } = library;
  const { prisma } = database;
  const ports = {
    ...studio.ports,
    library: library.ports.library,
    tables: tableWriter,
    usage: createUsageReader(prisma),
  };
  const as = (role: Role, actor = studio.actor) => ({ ...actor, role }) as Actor;

  /** One press of one picture, as far as it came. */
  async function make(making: Making = {}) {
    const { status = "succeeded", spentMicroUsd = 0, basis = "estimated", waitMs = 9_000 } = making;
    const generation = await studio.created({ prompt: making.prompt ?? "An amber bottle" });
    const variantId = generation.variants[0]?.id ?? "";
    if (making.by) await giveTo(generation.id, making.by);
    if (status !== "queued") {
      await ports.database.transaction((tx) =>
        ports.ledger.charge(tx, variantId, { microUsd: spentMicroUsd, basis }),
      );
      const endedAt = new Date(generation.createdAt.getTime() + waitMs);
      const { failureCode = null } = making;
      await prisma.variant.update({
        where: { id: variantId },
        data: { status, endedAt, failureCode },
      });
    }
    if (status !== "succeeded") return { generation, variantId, imageId: "" };
    const [imageId = ""] = await library.paint(generation, generation.createdAt.toISOString());
    if (making.isKept) await pick(imageId);
    return { generation, variantId, imageId };
  }
  async function giveTo(generationId: string, { userId }: Actor) {
    await prisma.generation.update({ where: { id: generationId }, data: { authorId: userId } });
    await prisma.variant.updateMany({ where: { generationId }, data: { authorId: userId } });
  }
  const pick = (imageId: string) =>
    markPictures(ports, studio.actor, [{ imageIds: [imageId], verdict: "pick" }]);

  async function read(query: UsageQuery = MARCH, actor = as("owner")) {
    const found = await readUsage(ports, actor, query);
    if (!found.ok) throw new Error(found.error.code);
    return usageViewSchema.parse(presentUsage(found.value));
  }
  async function groups(by: UsageGroupKind, actor = as("owner"), query = MARCH) {
    const found = await listUsageGroups(ports, actor, { ...query, by });
    if (!found.ok) throw new Error(found.error.code);
    return usageGroupsSchema.parse(presentGroups(by, found.value));
  }
  async function table(language: "en" | "ru" = "en", actor = as("owner")) {
    const made = await exportUsage(ports, actor, { ...MARCH, words: USAGE_WORDS[language] });
    if (!made.ok) throw new Error(made.error.code);
    let text = "";
    for await (const part of made.value) text += part;
    return text;
  }
  async function reconciled(query = MARCH) {
    const found = await reconcile(ports, as("owner"), query);
    if (!found.ok) throw new Error(found.error.code);
    return reconciliationSchema.parse(presentReconciliation(found.value)).keys;
  }
  return { ...library, ports, as, make, pick, read, groups, table, reconciled };
}
