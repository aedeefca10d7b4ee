import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { PLAIN_LOOK } from "@/lib/adapters/memory/memory-files";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import {
  createResultDownloader,
  type DownloaderOptions,
} from "@/lib/adapters/toapis/result-downloader";
import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import type { VariantStatus } from "@/lib/generation/schema";
import { hasEnded } from "@/lib/generation/schema/facts";
import { findGeneration, readTaskLog } from "@/lib/generation/service/read";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { messages } from "@/lib/i18n/messages";
import type { Gateways } from "@/lib/ports/gateway";
import type { VariantRecord } from "@/lib/ports/generation-repository";
import { openTestClient } from "@/lib/sandbox/test-client";

/** As small and as cheap as the gateway paints. */
const TINY = {
  model: "gemini-3.1-flash-image-preview",
  aspectRatio: "1:8",
  resolution: "0.5K",
} as const;

const MINUTE_MS = 60_000;
const STEP_MS = 10_000;
const PRICE_MICRO_USD = 25_000;

/** How it ended: state, money, and what a person has to look at. */
export type End = Pick<
  VariantRecord,
  "status" | "failureCode" | "attention" | "spentMicroUsd" | "chargeBasis"
>;
export const DELIVERED: End = {
  status: "succeeded",
  failureCode: null,
  attention: null,
  spentMicroUsd: PRICE_MICRO_USD,
  chargeBasis: "measured",
};
export const lost = (failureCode: End["failureCode"]): End => ({
  ...DELIVERED,
  status: "failed",
  failureCode,
  attention: "paid_result_lost",
});
export const refunded = (failureCode: End["failureCode"]): End => ({
  ...DELIVERED,
  status: "failed",
  failureCode,
  spentMicroUsd: 0,
  chargeBasis: null,
});
/** Nobody knows: the reserve stays. */
export const open = (status: VariantStatus, attention: End["attention"] = null): End => ({
  ...DELIVERED,
  status,
  attention,
  spentMicroUsd: null,
  chargeBasis: null,
});

/** The screen has words in both languages for where it stands. */
function expectWords({ status, failureCode, attention, waitReason }: VariantRecord) {
  for (const { feed, attention: list } of Object.values(messages)) {
    if (status === "failed" && failureCode) {
      expect(feed.failure[failureCode].title).not.toBe("");
      expect(feed.failure[failureCode].text).not.toBe("");
    }
    if (attention) expect(list.reason[attention]).toMatch(/\S/);
    if (status === "unknown") expect(feed.message.unknown).toMatch(/\S/);
    if (waitReason) expect(feed.message[waitReason]).toMatch(/\S/);
  }
}

const endOf = ({
  status,
  failureCode,
  attention,
  spentMicroUsd,
  chargeBasis,
}: VariantRecord): End => ({ status, failureCode, attention, spentMicroUsd, chargeBasis });

/** The same gateway, whose results lie at another address. */
const naming = (gateways: Gateways, resultUrl: string | undefined): Gateways => ({
  ...gateways,
  open(...given) {
    const gateway = gateways.open(...given);
    return {
      ...gateway,
      async findTask(id) {
        const lookup = await gateway.findTask(id);
        return lookup.found && lookup.state.status === "completed" && resultUrl
          ? { ...lookup, state: { ...lookup.state, resultUrls: [resultUrl] } }
          : lookup;
      },
    };
  },
});

/** Keys that begin so. */
async function filesIn(root: string, place: string): Promise<string[]> {
  const found = await readdir(path.join(root, place), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)));
}

type Bench = Awaited<ReturnType<typeof openParts>>;
type Options = Partial<DownloaderOptions> & {
  /** Where the results lie instead. */
  resultUrl?: string;
  /** Makes the small copies, too. */
  derives?: boolean;
};

async function openParts() {
  const folder = await mkdtemp(path.join(tmpdir(), "maquette-faults-"));
  const entry = await bundleDecodeProcess(folder);
  const time = { now: () => Date.now() };
  return {
    folder,
    time,
    database: await createTestDatabase(),
    media: createMediaProcess({ entry, processesMax: 1, timeoutMs: 60_000 }),
    gateway: await openTestClient({ speed: 1, now: () => time.now() }),
  };
}

/** A gateway over HTTP, files on a disk, a process that decodes: one of each for all faults of a test file. */
export async function openFaultBench() {
  const bench = await openParts();
  return {
    studio: (fault: string, options: Options = {}) => openFaultStudio(bench, fault, options),
    async close() {
      await bench.gateway.stop();
      await bench.media.close();
      await bench.database.drop();
      await rm(bench.folder, { recursive: true, force: true });
    },
  };
}

async function openStudio(
  { folder, database, media, gateway }: Bench,
  secret: { current: string },
  { resultUrl, derives = false, ...options }: Options,
) {
  const network = { userAgent: "Maquette/test", privateOrigins: [gateway.url] };
  const find = async () => ({
    key: s.key,
    connection: { baseUrl: gateway.url, secret: secret.current },
    speed: 1,
    callbackUrl: null,
  });
  const root = await mkdtemp(path.join(folder, "data-"));
  const s = await createTestStudio(database, {
    connections: { current: find, find, findStandIn: find },
    gateways: naming(createToapisGateways(network), resultUrl),
    downloader: createResultDownloader({
      ...network,
      retryDelaysMs: [0, 0, 0],
      stallMs: 300,
      ...options,
    }),
    // Small copies of the same files are another test's matter, unless told otherwise.
    media: derives
      ? media
      : {
          ...media,
          derive: async () => ({
            ...{ files: [], thumbhash: new Uint8Array([1]), looksEmpty: false, look: PLAIN_LOOK },
          }),
        },
    storage: createDiskStorage({ root, spoolLimitBytes: null }),
  });
  return { ...s, root };
}

/** A studio whose key meets this fault. The gateway lives by the studio's clock. */
async function openFaultStudio(bench: Bench, fault: string, options: Options) {
  const { gateway, time } = bench;
  await gateway.post("/__sandbox/reset", {});
  const secret = { current: `sk-sandbox-${fault}` };
  const s = await openStudio(bench, secret, options);
  time.now = () => s.ports.clock.now().getTime();
  const variants = async (generationId: string): Promise<VariantRecord[]> =>
    (await findGeneration(s.ports, s.actor, generationId))?.variants ?? [];
  return {
    ...s,
    gateway,
    variants,
    async press(change: object = {}) {
      // What things cost is told from the difference.
      await s.run({ name: "balance", id: s.key.id });
      await s.runFor(1);
      return s.created({ ...TINY, ...change });
    },
    useKey(other: string) {
      secret.current = other;
    },
    /** Lets time go by, until all of a press have ended unless told otherwise. */
    async runUntil(
      { id }: { id: string },
      isDone: (variant: VariantRecord) => boolean = ({ status }) => hasEnded(status),
    ) {
      while (!(await variants(id)).every(isDone)) await s.runFor(STEP_MS);
    },
    /** After a while in which the balance is read. */
    async ends({ id }: { id: string }): Promise<End[]> {
      await s.runFor(3 * MINUTE_MS);
      const records = await variants(id);
      records.forEach(expectWords);
      return records.map(endOf);
    },
    log: async (variantId: string) =>
      (await readTaskLog(s.ports, s.actor, variantId))?.events ?? [],
    stored: (place: string) => filesIn(s.root, place),
    fileRequests: async (): Promise<{ path: string; headers: [string, string][] }[]> =>
      (await gateway.call("/__sandbox/requests")).body.requests.filter(
        (request: { path: string }) => request.path.startsWith("/files/"),
      ),
    /** How often the gateway was paid; each send once at most, and all sums are right. */
    async charges(): Promise<number> {
      expect(await s.ports.ledger.findMismatches()).toEqual([]);
      const { keys, duplicates } = (await gateway.call("/__sandbox/ledger")).body;
      expect(duplicates).toEqual([]);
      return Object.values(keys).flat().length;
    },
  };
}
