import "server-only";

import { createHash } from "node:crypto";
import path from "node:path";
import { systemClock } from "@/lib/adapters/clock/system-clock";
import { startGraphileRunner } from "@/lib/adapters/job-queue/graphile-runner";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { createAccountRepository } from "@/lib/adapters/prisma/account-repository";
import { createDraftRepository } from "@/lib/adapters/prisma/draft-repository";
import { createEngineRepository } from "@/lib/adapters/prisma/engine-repository";
import { createGatewayKeyRepository } from "@/lib/adapters/prisma/gateway-key-repository";
import { createGenerationRepository } from "@/lib/adapters/prisma/generation-repository";
import { createImageRepository } from "@/lib/adapters/prisma/image-repository";
import { createInstallationRepository } from "@/lib/adapters/prisma/installation-repository";
import { jobQueue } from "@/lib/adapters/prisma/job-queue";
import { createPrismaClient, createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createReferenceImageRepository } from "@/lib/adapters/prisma/reference-image-repository";
import { createWebhookRepository } from "@/lib/adapters/prisma/webhook-repository";
import { createPasswordHasher } from "@/lib/adapters/secrets/argon2";
import { tokens } from "@/lib/adapters/secrets/tokens";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { createS3Storage } from "@/lib/adapters/storage/s3-storage";
import { createGatewayProbes } from "@/lib/adapters/toapis/gateway-probe";
import { createResultDownloader } from "@/lib/adapters/toapis/result-downloader";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import { createWebhookVerifier } from "@/lib/adapters/toapis/webhook-signature";
import type {
  GatewayConnections,
  GatewayKeyRepository,
  UsableKey,
} from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";
import { readSettings, type Settings } from "@/lib/server/env";

const USER_AGENT = "Maquette/0.1";
const SANDBOX_SECRET = "sk-sandbox";
const DATABASE_CONNECTIONS_MAX = 10;

/** The one place where ports meet their adapters. */
export function composePorts(settings: Settings): Ports {
  const prisma = createPrismaClient(settings.databaseUrl, DATABASE_CONNECTIONS_MAX);
  const network = {
    userAgent: USER_AGENT,
    privateOrigins: settings.sandbox ? [new URL(settings.sandbox.baseUrl).origin] : [],
    allowPrivate: settings.allowsPrivateUpstream,
  };
  return {
    accounts: createAccountRepository(prisma),
    clock: systemClock,
    connections: createConnections(settings, createGatewayKeyRepository(prisma)),
    database: createPrismaDatabase(prisma),
    downloader: createResultDownloader(network),
    drafts: createDraftRepository(prisma),
    engine: createEngineRepository(prisma, systemClock),
    gateways: createToapisGateways(network),
    generations: createGenerationRepository(prisma, systemClock),
    images: createImageRepository(prisma),
    installation: createInstallationRepository(prisma),
    media: createMediaProcess({ entry: path.resolve("dist/media.mjs") }),
    passwords: createPasswordHasher(),
    probes: createGatewayProbes(network),
    queue: jobQueue,
    referenceImages: createReferenceImageRepository(prisma),
    storage: createStorage(settings),
    tokens,
    webhooks: createWebhookRepository(prisma),
    webhookVerifier: settings.webhook && createWebhookVerifier(settings.webhook.secrets),
  };
}

const createStorage = ({ storage, dataDir }: Settings) =>
  storage.kind === "s3" ? createS3Storage({ ...storage, dataDir }) : createDiskStorage(storage);

/** The keys of this process's settings, each with its row. The real one comes first. */
function createConnections(settings: Settings, keys: GatewayKeyRepository): GatewayConnections {
  const configured = [
    settings.realKey && {
      source: "environment" as const,
      label: "TOAPIS_API_KEY",
      connection: settings.realKey,
      speed: 1,
      callbackUrl: settings.webhook?.callbackUrl ?? null,
    },
    settings.sandbox && {
      source: "sandbox" as const,
      label: "Sandbox",
      connection: { baseUrl: settings.sandbox.baseUrl, secret: SANDBOX_SECRET },
      speed: settings.sandbox.speed,
      // The secret is the real key's.
      callbackUrl: null,
    },
  ].filter((entry) => entry !== null);

  const ensure = async (): Promise<UsableKey[]> =>
    Promise.all(
      configured.map(async ({ source, label, ...usable }) => {
        const fingerprint = fingerprintOf(usable.connection.secret);
        const key = await keys.ensure({ id: systemClock.newId(), source, label, fingerprint });
        return { key, ...usable };
      }),
    );
  let usable: Promise<UsableKey[]> | undefined;
  const list = () => {
    usable ??= ensure();
    usable.catch(() => {
      usable = undefined;
    });
    return usable;
  };
  return {
    async current() {
      const [first] = await list();
      if (!first) throw new Error("No gateway: set TOAPIS_API_KEY, or MAQUETTE_SANDBOX_URL");
      return first;
    },
    find: async (gatewayKeyId) => (await list()).find(({ key }) => key.id === gatewayKeyId) ?? null,
  };
}

const fingerprintOf = (secret: string) =>
  createHash("sha256").update(secret).digest("hex").slice(0, 16);

// Next's bundle and ours each have their own module instances: what exists once per process lives here.
const shared = globalThis as typeof globalThis & {
  maquette?: { settings: Settings; ports: Ports };
};

function compose() {
  if (!shared.maquette) {
    const settings = readSettings();
    shared.maquette = { settings, ports: composePorts(settings) };
  }
  return shared.maquette;
}

/** Runs the worker's jobs until it is stopped. */
export const startJobRunner = startGraphileRunner;

export const getPorts = (): Ports => compose().ports;
export const getSettings = (): Settings => compose().settings;
