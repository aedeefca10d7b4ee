import { media } from "@/crash/picture";
import { createResultDownloader } from "@/lib/adapters/toapis/result-downloader";
import type { Ports } from "@/lib/ports/ports";
import { composePorts } from "@/lib/server/composition";
import { readSettings } from "@/lib/server/env";

/** How many times faster than a real gateway everything goes. */
export const SPEED = 1_000;

/** Where a studio lives. */
export type Site = { databaseUrl: string; gatewayUrl: string; dataDir: string };

/** The product's own composition, but for pictures that need no decoding and downloads that lose patience early. */
export function openPorts({ databaseUrl, gatewayUrl, dataDir }: Site): Ports {
  const settings = readSettings({
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    AUTH_SECRET: "of nobody, in a studio without a door",
    MAQUETTE_SANDBOX_URL: gatewayUrl,
    MAQUETTE_SANDBOX_SPEED: String(SPEED),
  });
  const downloader = createResultDownloader({
    userAgent: "Maquette/0.1",
    privateOrigins: [new URL(gatewayUrl).origin],
    allowPrivate: false,
    stallMs: 300,
    bytesPerSecondMin: 1,
    retryDelaysMs: [5, 10, 20, 40],
  });
  return { ...composePorts(settings), downloader, media };
}
