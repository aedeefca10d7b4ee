import "server-only";

import path from "node:path";
import { createDatabaseClock } from "@/lib/adapters/clock/database-clock";
import { tableWriter } from "@/lib/adapters/csv/table-writer";
import { createDatabaseDumps } from "@/lib/adapters/dump/database-dumps";
import { startGraphileRunner } from "@/lib/adapters/job-queue/graphile-runner";
import { createAccessLog } from "@/lib/adapters/log/access-log";
import { createHeldAnswers } from "@/lib/adapters/log/held-answers";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { createStudioMetrics } from "@/lib/adapters/metrics/studio-metrics";
import { createPaperPrinter } from "@/lib/adapters/pdf/paper-printer";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createApiRequests } from "@/lib/adapters/prisma/api-requests";
import { createApiTokenRepository } from "@/lib/adapters/prisma/api-token-repository";
import { createAuditLog } from "@/lib/adapters/prisma/audit-log";
import { createBalanceRepository } from "@/lib/adapters/prisma/balance-repository";
import { createBinRepository } from "@/lib/adapters/prisma/bin-repository";
import { createBlobs } from "@/lib/adapters/prisma/blobs";
import { createBudgets } from "@/lib/adapters/prisma/budgets";
import { createCircuits } from "@/lib/adapters/prisma/circuits";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { createCollectionRepository } from "@/lib/adapters/prisma/collection-repository";
import { createConfirmations } from "@/lib/adapters/prisma/confirmations";
import { createCustomModelRepository } from "@/lib/adapters/prisma/custom-model-repository";
import { createDailyUsage } from "@/lib/adapters/prisma/daily-usage";
import { createDraftRepository } from "@/lib/adapters/prisma/draft-repository";
import { createEngineRepository } from "@/lib/adapters/prisma/engine-repository";
import { createFigures } from "@/lib/adapters/prisma/figures";
import { createFirstSteps } from "@/lib/adapters/prisma/first-steps";
import { createGatewayKeyRepository } from "@/lib/adapters/prisma/gateway-key-repository";
import { createGatewayWords } from "@/lib/adapters/prisma/gateway-words";
import { createGenerationRepository } from "@/lib/adapters/prisma/generation-repository";
import { createIdentityRepository } from "@/lib/adapters/prisma/identity-repository";
import { createImageRepository } from "@/lib/adapters/prisma/image-repository";
import { createInstallationRepository } from "@/lib/adapters/prisma/installation-repository";
import { jobQueue } from "@/lib/adapters/prisma/job-queue";
import { createLedger } from "@/lib/adapters/prisma/ledger";
import { createLibraryRepository } from "@/lib/adapters/prisma/library-repository";
import { createLineageRepository } from "@/lib/adapters/prisma/lineage-repository";
import { createMadeBefore } from "@/lib/adapters/prisma/made-before";
import { createModelGaps } from "@/lib/adapters/prisma/model-gaps";
import { createPasskeyRepository } from "@/lib/adapters/prisma/passkey-repository";
import { createPeopleRepository } from "@/lib/adapters/prisma/people-repository";
import { createPictureFacts } from "@/lib/adapters/prisma/picture-facts";
import { createPriceRepository } from "@/lib/adapters/prisma/price-repository";
import {
  createPrismaClient,
  createPrismaDatabase,
  readDatabaseTime,
} from "@/lib/adapters/prisma/prisma-client";
import { createProjectRepository } from "@/lib/adapters/prisma/project-repository";
import { createPromptHistory } from "@/lib/adapters/prisma/prompt-history";
import { createRateLimits } from "@/lib/adapters/prisma/rate-limits";
import { createReferenceImageRepository } from "@/lib/adapters/prisma/reference-image-repository";
import { createSavedSearchRepository } from "@/lib/adapters/prisma/saved-search-repository";
import { createSealedSecrets } from "@/lib/adapters/prisma/sealed-secrets";
import { createSecondFactorRepository } from "@/lib/adapters/prisma/second-factor-repository";
import { createSendingRepository } from "@/lib/adapters/prisma/sending-repository";
import { createStorageUses } from "@/lib/adapters/prisma/storage-uses";
import { createTakeoutRepository } from "@/lib/adapters/prisma/takeout-repository";
import { createTeamKeys } from "@/lib/adapters/prisma/team-keys";
import { createThrottle } from "@/lib/adapters/prisma/throttle";
import { createUploadRepository } from "@/lib/adapters/prisma/upload-repository";
import { createUsageReader } from "@/lib/adapters/prisma/usage-reader";
import { createWebhookRepository } from "@/lib/adapters/prisma/webhook-repository";
import { createPasswordHasher } from "@/lib/adapters/secrets/argon2";
import { factorCodes } from "@/lib/adapters/secrets/factor-codes";
import { createMasterKeys, readMasterKeys } from "@/lib/adapters/secrets/master-keys";
import { tokens } from "@/lib/adapters/secrets/tokens";
import { createVault } from "@/lib/adapters/secrets/vault";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { createS3Storage } from "@/lib/adapters/storage/s3-storage";
import { createGatewayAddresses } from "@/lib/adapters/toapis/gateway-addresses";
import { createGatewayProbes } from "@/lib/adapters/toapis/gateway-probe";
import { createResultDownloader } from "@/lib/adapters/toapis/result-downloader";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import { createWebhookVerifier } from "@/lib/adapters/toapis/webhook-signature";
import { createPasskeyCeremonies } from "@/lib/adapters/webauthn/passkey-ceremonies";
import type { Clock } from "@/lib/ports/clock";
import type { Ports } from "@/lib/ports/ports";
import type { StudioMetrics } from "@/lib/ports/studio-metrics";
import type { Vault } from "@/lib/ports/vault";
import { createConnections, speedOf } from "@/lib/server/connections";
import { readSettings, type Settings } from "@/lib/server/env";
import { createLogger } from "@/lib/server/logger";

const USER_AGENT = "Maquette/0.1";
const DATABASE_CONNECTIONS_MAX = 10;
const CLOCK_SYNC_INTERVAL_MS = 30_000;

/** The one place where ports meet their adapters. */
export function composePorts(settings: Settings): Ports {
  const prisma = createPrismaClient(settings.databaseUrl, DATABASE_CONNECTIONS_MAX);
  const clock = followDatabaseClock(prisma);
  const log = createLogger(settings.logLevel);
  const secrets = composeSecrets(settings, prisma);
  return {
    ...composeGateway(settings, { prisma, clock, vault: secrets.vault }),
    ...secrets,
    ...composePeople(prisma),
    access: createAccessLog((...said) => log.info(...said)),
    clock,
    audit: createAuditLog(prisma, clock),
    balances: createBalanceRepository(prisma, clock),
    bin: createBinRepository(prisma),
    blobs: createBlobs(prisma, clock),
    budgets: createBudgets(prisma),
    circuits: createCircuits(prisma),
    collections: createCollectionRepository(prisma),
    customModels: createCustomModelRepository(prisma),
    dailyUsage: createDailyUsage(prisma),
    database: createPrismaDatabase(prisma),
    drafts: createDraftRepository(prisma),
    dumps: createDatabaseDumps(settings.databaseUrl, clock),
    engine: createEngineRepository(prisma, clock),
    figures: createFigures(prisma),
    gatewayWords: createGatewayWords(prisma, { clock, warn: (...said) => log.warn(...said) }),
    generations: createGenerationRepository(prisma, clock),
    heldAnswers: createHeldAnswers((...said) => log.error(...said)),
    images: createImageRepository(prisma),
    installation: createInstallationRepository(prisma),
    ledger: createLedger(prisma, clock),
    library: createLibraryRepository(prisma),
    lineages: createLineageRepository(prisma),
    madeBefore: createMadeBefore(prisma),
    media: createMediaProcess({ entry: path.resolve("dist/media.mjs") }),
    modelGaps: createModelGaps(prisma),
    papers: createPaperPrinter(),
    pictureFacts: createPictureFacts(prisma),
    prices: createPriceRepository(prisma, clock),
    projects: createProjectRepository(prisma),
    promptHistory: createPromptHistory(prisma),
    queue: jobQueue,
    rateLimits: createRateLimits(prisma, {
      speedOf: speedOf(settings),
      sendsMax: settings.sendsMax,
    }),
    referenceImages: createReferenceImageRepository(prisma),
    savedSearches: createSavedSearchRepository(prisma),
    sending: createSendingRepository(prisma),
    storage: createStorage(settings),
    storageUses: createStorageUses(prisma, clock),
    throttle: createThrottle(prisma),
    tables: tableWriter,
    takeouts: createTakeoutRepository(prisma),
    uploads: createUploadRepository(prisma),
    usage: createUsageReader(prisma),
    webhooks: createWebhookRepository(prisma),
    webhookVerifier: settings.webhook && createWebhookVerifier(settings.webhook.secrets),
  };
}

/** Who somebody is, and the ways in. */
const composePeople = (prisma: PrismaClient) => ({
  accounts: createAccountRepository(prisma),
  apiRequests: createApiRequests(prisma),
  apiTokens: createApiTokenRepository(prisma),
  confirmations: createConfirmations(prisma),
  firstSteps: createFirstSteps(prisma),
  identities: createIdentityRepository(prisma),
  passkeys: createPasskeyRepository(prisma),
  people: createPeopleRepository(prisma),
  secondFactors: createSecondFactorRepository(prisma),
});

/** What is kept secret, and what proves who somebody is. */
const composeSecrets = ({ masterKeyFile, publicUrl }: Settings, prisma: PrismaClient) => ({
  factorCodes,
  masterKeys: createMasterKeys(masterKeyFile),
  passkeyCeremonies: createPasskeyCeremonies(publicUrl),
  passwords: createPasswordHasher(),
  sealedSecrets: createSealedSecrets(prisma),
  tokens,
  vault: createVault(() => readMasterKeys(masterKeyFile)),
});

type GatewayParts = { prisma: PrismaClient; clock: Clock; vault: Vault };

/** What speaks to gateways, and the keys that it speaks with. */
function composeGateway(settings: Settings, { prisma, clock, vault }: GatewayParts) {
  const network = {
    userAgent: USER_AGENT,
    privateOrigins: settings.sandbox ? [new URL(settings.sandbox.baseUrl).origin] : [],
    allowPrivate: settings.allowsPrivateUpstream,
  };
  return {
    connections: createConnections(settings, {
      keys: createGatewayKeyRepository(prisma),
      clock,
      vault,
    }),
    downloader: createResultDownloader(network),
    gatewayAddresses: createGatewayAddresses(network),
    gateways: createToapisGateways({ ...network, connectionsMax: settings.sendsMax }),
    probes: createGatewayProbes(network),
    teamKeys: createTeamKeys(prisma),
  };
}

function followDatabaseClock(prisma: PrismaClient): Clock {
  const { clock, sync } = createDatabaseClock(() => readDatabaseTime(prisma));
  // While the database is away its last time goes on.
  const follow = () => sync().catch(() => undefined);
  void follow();
  setInterval(follow, CLOCK_SYNC_INTERVAL_MS).unref();
  return clock;
}

const createStorage = ({ storage, dataDir }: Settings) =>
  storage.kind === "s3" ? createS3Storage({ ...storage, dataDir }) : createDiskStorage(storage);

// Next's bundle and ours each have their own module instances: what exists once per process lives here.
const shared = globalThis as typeof globalThis & { maquette?: Composition };

/** `metrics` is null while nobody has asked for them: then nothing is counted. */
type Composition = { settings: Settings; ports: Ports; metrics: StudioMetrics | null };

function compose(): Composition {
  shared.maquette ??= composeWith(readSettings());
  return shared.maquette;
}

function composeWith(settings: Settings): Composition {
  const ports = composePorts(settings);
  if (!settings.metrics) return { settings, ports, metrics: null };
  return { settings, ...createStudioMetrics(ports, settings.dataDir) };
}

/** Runs the worker's jobs until it is stopped. */
export const startJobRunner = startGraphileRunner;

export const getPorts = (): Ports => compose().ports;
export const getSettings = (): Settings => compose().settings;
export const getMetrics = (): StudioMetrics | null => compose().metrics;
