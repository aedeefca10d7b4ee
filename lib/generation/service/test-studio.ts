import { createHeldAnswers } from "@/lib/adapters/log/held-answers";
import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { memoryMedia, memoryStorage, scriptedDownloader } from "@/lib/adapters/memory/memory-files";
import { memoryQueue } from "@/lib/adapters/memory/memory-queue";
import { scriptedGateway } from "@/lib/adapters/memory/scripted-gateway";
import { unlimitedRate } from "@/lib/adapters/memory/unlimited";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createAuditLog } from "@/lib/adapters/prisma/audit-log";
import { createBalanceRepository } from "@/lib/adapters/prisma/balance-repository";
import { createBinRepository } from "@/lib/adapters/prisma/bin-repository";
import { createBlobs } from "@/lib/adapters/prisma/blobs";
import { createBudgets } from "@/lib/adapters/prisma/budgets";
import { createCircuits } from "@/lib/adapters/prisma/circuits";
import { createCustomModelRepository } from "@/lib/adapters/prisma/custom-model-repository";
import { createEngineRepository } from "@/lib/adapters/prisma/engine-repository";
import { createGatewayKeyRepository } from "@/lib/adapters/prisma/gateway-key-repository";
import { createGatewayWords } from "@/lib/adapters/prisma/gateway-words";
import { createGenerationRepository } from "@/lib/adapters/prisma/generation-repository";
import { createImageRepository } from "@/lib/adapters/prisma/image-repository";
import { createLedger } from "@/lib/adapters/prisma/ledger";
import { createModelGaps } from "@/lib/adapters/prisma/model-gaps";
import { createPriceRepository } from "@/lib/adapters/prisma/price-repository";
import { createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createReferenceImageRepository } from "@/lib/adapters/prisma/reference-image-repository";
import { createSendingRepository } from "@/lib/adapters/prisma/sending-repository";
import { createStorageUses } from "@/lib/adapters/prisma/storage-uses";
import { createTeamKeys } from "@/lib/adapters/prisma/team-keys";
import type { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createGenerationSchema } from "@/lib/generation/schema";
import { createGenerations } from "@/lib/generation/service/create";
import { findGeneration } from "@/lib/generation/service/read";
import type { GatewayConnections } from "@/lib/ports/gateway-key-repository";
import type { NewJob } from "@/lib/ports/job-queue";
import type { Ports } from "@/lib/ports/ports";
import type { ReferenceImageRecord } from "@/lib/ports/reference-image-repository";
import { type Actor, type Role, wholeTeam } from "@/lib/shared/actor";
import { ok } from "@/lib/shared/result";
import { createTasks } from "@/lib/worker/tasks";

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

/** Real parts in the place of those of the test. */
type Instead = Partial<
  Pick<Ports, "connections" | "downloader" | "gateways" | "media" | "rateLimits" | "storage">
>;

export const SHA = "9f2c".padEnd(64, "0");

/** A team with one person, a scripted gateway and a clock that tests move. */
export async function createTestStudio(
  { prisma }: TestDatabase,
  { role = "designer", ...instead }: Instead & { role?: Role } = {},
) {
  const clock = memoryClock();
  const queue = memoryQueue(clock);
  const gateway = scriptedGateway();
  const files = memoryStorage();
  const media = memoryMedia({
    mime: "image/png",
    width: 4096,
    height: 4096,
    needsCleanCopy: false,
  });
  const downloads = scriptedDownloader(SHA);
  const warnings: object[] = [];
  const unique = crypto.randomUUID();
  const key = await createGatewayKeyRepository(prisma).ensure({
    id: `key-${unique}`,
    source: "environment",
    label: "Test key",
    fingerprint: unique,
    account: unique,
  });
  const usable = {
    key,
    connection: { baseUrl: "https://gateway.example", secret: "sk-test" },
    speed: 1,
    callbackUrl: null,
  };
  const connections: GatewayConnections = {
    current: async () => usable,
    find: async () => usable,
    findStandIn: async () => usable,
  };
  const ports = {
    accounts: createAccountRepository(prisma),
    balances: createBalanceRepository(prisma, clock),
    audit: createAuditLog(prisma, clock),
    bin: createBinRepository(prisma),
    blobs: createBlobs(prisma, clock),
    budgets: createBudgets(prisma),
    circuits: createCircuits(prisma),
    clock,
    queue,
    connections,
    gateways: gateway.gateways,
    gatewayWords: createGatewayWords(prisma, { clock, warn: (facts) => warnings.push(facts) }),
    modelGaps: createModelGaps(prisma),
    customModels: createCustomModelRepository(prisma),
    database: createPrismaDatabase(prisma),
    engine: createEngineRepository(prisma, clock),
    generations: createGenerationRepository(prisma, clock),
    heldAnswers: createHeldAnswers((facts) => warnings.push(facts)),
    ledger: createLedger(prisma, clock),
    prices: createPriceRepository(prisma, clock),
    rateLimits: unlimitedRate().rateLimits,
    sending: createSendingRepository(prisma),
    images: createImageRepository(prisma),
    referenceImages: createReferenceImageRepository(prisma),
    downloader: downloads.downloader,
    media: media.media,
    storage: files.storage,
    storageUses: createStorageUses(prisma, clock),
    teamKeys: createTeamKeys(prisma),
    ...instead,
  };
  await ports.engine.installationHandle();
  const ids = { team: clock.newId(), user: clock.newId(), project: clock.newId() };
  await ports.database.transaction((tx) =>
    ports.accounts.createOwner(tx, {
      team: { id: ids.team, name: "Team", timeZone: "Europe/Moscow" },
      user: { id: ids.user, email: `${unique}@example.com`, name: "Designer", passwordHash: "-" },
      project: { id: ids.project, name: "Autumn KV", code: "AK" },
    }),
  );
  const actor = { userId: ids.user, ...wholeTeam(ids.team), role, sessionId: "s" } as Actor;
  const tasks = createTasks(ports);
  const run = ({ name, ...payload }: NewJob) => tasks[name](payload);
  return {
    ports,
    actor,
    gateway,
    downloads,
    media,
    files,
    key,
    /** What the operator is told. */
    warnings,
    teamId: ids.team,
    projectId: ids.project,
    run,
    runFor: (ms: number) => queue.runFor(ms, run),
    async create(
      change: Partial<Parameters<typeof createGenerationSchema.parse>[0] & object> = {},
    ) {
      const input = createGenerationSchema.parse({
        requestId: clock.newId(),
        projectId: ids.project,
        prompt: "An amber bottle on wet stone",
        model: "gemini-3-pro-image-preview-4k",
        aspectRatio: "1:1",
        resolution: "4K",
        variantCount: 1,
        references: [],
        ...change,
      });
      const made = await createGenerations(ports, actor, input);
      if (!made.ok) return made;
      const [first] = made.value;
      if (!first) throw new Error("Nothing was made");
      return ok(first);
    },
    async created(change = {}) {
      const made = await this.create(change);
      if (!made.ok) throw new Error(made.error.code);
      return made.value;
    },
    async variant(generationId: string, number = 1) {
      const generation = await findGeneration(ports, actor, generationId);
      const variant = generation?.variants.find((each) => each.number === number);
      if (!variant) throw new Error("No such variant");
      return variant;
    },
    async addReference(): Promise<ReferenceImageRecord> {
      const sha256 = clock.newId().padEnd(64, "0").toLowerCase();
      await files.storage.putFile(`blobs/${sha256.slice(0, 2)}/${sha256}`, "");
      return ports.referenceImages.save(
        {
          id: clock.newId(),
          teamId: ids.team,
          sha256,
          fileName: "stone.png",
          mime: "image/png",
          width: 100,
          height: 100,
          sizeBytes: 1,
          thumbhash: new Uint8Array([1]),
          cleanCopy: null,
          sourceImageId: null,
        },
        ids.user,
      );
    },
  };
}
