import "server-only";

import { z } from "zod";
import { emptyBin, removeBlobs } from "@/lib/bin/service";
import { checkKey } from "@/lib/gateway-key/service/check";
import { followVariant } from "@/lib/generation/service/follow";
import { saveVariant } from "@/lib/generation/service/save";
import { submitVariant } from "@/lib/generation/service/submit";
import { deriveImage } from "@/lib/image/service";
import { readBalance } from "@/lib/money/service/balance";
import type { JobName } from "@/lib/ports/job-queue";
import type { Ports } from "@/lib/ports/ports";
import { dispatchTurns } from "@/lib/sending/service/dispatch";
import { refreshModels } from "@/lib/sending/service/models";
import { probeKey } from "@/lib/sending/service/probe";
import { sweepStranded } from "@/lib/sending/service/sweep";
import { freeStorage, lookAtStorage } from "@/lib/storage/service";

const payloadSchema = z.object({
  id: z.string().min(1).max(100),
  hasTurn: z.boolean().default(false),
});
type Payload = z.output<typeof payloadSchema>;

/** What the jobs reach. */
export type WorkerPorts = Pick<
  Ports,
  | "audit"
  | "balances"
  | "bin"
  | "blobs"
  | "circuits"
  | "clock"
  | "connections"
  | "customModels"
  | "database"
  | "downloader"
  | "engine"
  | "gateways"
  | "gatewayWords"
  | "heldAnswers"
  | "images"
  | "ledger"
  | "media"
  | "modelGaps"
  | "prices"
  | "queue"
  | "rateLimits"
  | "sending"
  | "storage"
  | "storageUses"
  | "teamKeys"
>;

/** Once a night. */
export const NIGHTLY = ["emptyBin"] as const satisfies readonly JobName[];

/** What each job does. Every one may run twice, or be cut off anywhere, without harm. */
export function createTasks(
  ports: WorkerPorts,
): Record<JobName, (payload: unknown) => Promise<void>> {
  const on = (run: (payload: Payload) => Promise<void>) => (payload: unknown) =>
    run(payloadSchema.parse(payload));
  return {
    submit: on(({ id }) => submitVariant(ports, id)),
    follow: on(({ id, hasTurn }) => followVariant(ports, id, { hasTurn })),
    save: on(({ id }) => saveVariant(ports, id)),
    derive: on(({ id }) => deriveImage(ports, id)),
    dispatch: on(({ id }) => dispatchTurns(ports, id)),
    probe: on(({ id }) => probeKey(ports, id)),
    checkKey: on(({ id }) => checkKey(ports, id)),
    models: on(({ id }) => refreshModels(ports, id)),
    balance: on(({ id }) => readBalance(ports, id)),
    sweep: on(() => sweepStranded(ports)),
    emptyBin: on(() => emptyBin(ports)),
    removeBlobs: on(() => removeBlobs(ports)),
    lookAtStorage: on(({ id }) => lookAtStorage(ports, id)),
    freeStorage: on(({ id }) => freeStorage(ports, id)),
  };
}
