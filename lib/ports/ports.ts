import type { AccountRepository } from "@/lib/ports/account-repository";
import type { Clock } from "@/lib/ports/clock";
import type { Database } from "@/lib/ports/database";
import type { DraftRepository } from "@/lib/ports/draft-repository";
import type { Gateways, ResultDownloader } from "@/lib/ports/gateway";
import type { GatewayConnections } from "@/lib/ports/gateway-key-repository";
import type { GatewayProbes } from "@/lib/ports/gateway-probe";
import type { EngineRepository, GenerationRepository } from "@/lib/ports/generation-repository";
import type { ImageRepository } from "@/lib/ports/image-repository";
import type { InstallationRepository } from "@/lib/ports/installation-repository";
import type { JobQueue } from "@/lib/ports/job-queue";
import type { Media } from "@/lib/ports/media";
import type { ObjectStorage } from "@/lib/ports/object-storage";
import type { ReferenceImageRepository } from "@/lib/ports/reference-image-repository";
import type { PasswordHasher, Tokens } from "@/lib/ports/secrets";
import type { WebhookRepository } from "@/lib/ports/webhook-repository";
import type { WebhookVerifier } from "@/lib/ports/webhook-verifier";

/** Everything outside this process that the domain may reach. A verb picks what it needs. */
export type Ports = {
  accounts: AccountRepository;
  clock: Clock;
  connections: GatewayConnections;
  database: Database;
  downloader: ResultDownloader;
  drafts: DraftRepository;
  engine: EngineRepository;
  gateways: Gateways;
  generations: GenerationRepository;
  images: ImageRepository;
  installation: InstallationRepository;
  media: Media;
  passwords: PasswordHasher;
  probes: GatewayProbes;
  queue: JobQueue;
  referenceImages: ReferenceImageRepository;
  storage: ObjectStorage;
  tokens: Tokens;
  webhooks: WebhookRepository;
  /** Null when no secret is set: nobody could sign. */
  webhookVerifier: WebhookVerifier | null;
};
