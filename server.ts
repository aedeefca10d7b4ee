import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import next from "next";
import { accountRoutes } from "@/lib/account/routes";
import { issueSetupToken } from "@/lib/account/service";
import { apiRoutes } from "@/lib/api/routes";
import { apiTokenRoutes } from "@/lib/api-token/routes";
import { auditRoutes } from "@/lib/audit/routes";
import { binRoutes } from "@/lib/bin/routes";
import { collectionRoutes } from "@/lib/collection/routes";
import { draftRoutes } from "@/lib/draft/routes";
import { firstStepsRoutes } from "@/lib/first-steps/routes";
import { gatewayKeyRoutes } from "@/lib/gateway-key/routes";
import { generationRoutes } from "@/lib/generation/routes";
import { imageRoutes } from "@/lib/image/routes";
import { libraryRoutes } from "@/lib/library/routes";
import { lineageRoutes } from "@/lib/lineage/routes";
import { moneyRoutes } from "@/lib/money/routes";
import { projectRoutes } from "@/lib/project/routes";
import { promptHistoryRoutes } from "@/lib/prompt-history/routes";
import { referenceImageRoutes } from "@/lib/reference-image/routes";
import { sendingRoutes } from "@/lib/sending/routes";
import { noteClient } from "@/lib/server/client-address";
import { getPorts, getSettings } from "@/lib/server/composition";
import { createDataPlane, isDataPlanePath } from "@/lib/server/data-plane";
import { tellOwnAddress } from "@/lib/server/env";
import {
  checkOrigin,
  checkRequest,
  limitBody,
  readyForPage,
  setStaticHeaders,
} from "@/lib/server/front-door";
import { createLogger } from "@/lib/server/logger";
import { openMetricsPort } from "@/lib/server/metrics-port";
import { runEntry } from "@/lib/server/run-entry";
import { storageRoutes } from "@/lib/storage/routes";
import { takeoutRoutes } from "@/lib/takeout/routes";
import { teamRoutes } from "@/lib/team/routes";
import { uploadRoutes } from "@/lib/upload/routes";
import { usageRoutes } from "@/lib/usage/routes";
import { webhookRoutes } from "@/lib/webhook/routes";

/** Slow uploads are legitimate; idle sockets must outlive a reverse proxy's own idle time. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;
/** Whoever has not said what they want by then is let go, at the latest one look later: fifteen seconds together. */
const HEADERS_TIMEOUT_MS = 10_000;
const LOOK_INTERVAL_MS = 5_000;
const KEEP_ALIVE_MS = 75_000;

const SLICES = [
  accountRoutes,
  apiRoutes,
  apiTokenRoutes,
  auditRoutes,
  binRoutes,
  collectionRoutes,
  draftRoutes,
  firstStepsRoutes,
  gatewayKeyRoutes,
  generationRoutes,
  imageRoutes,
  libraryRoutes,
  lineageRoutes,
  moneyRoutes,
  promptHistoryRoutes,
  referenceImageRoutes,
  uploadRoutes,
  sendingRoutes,
  storageRoutes,
  projectRoutes,
  teamRoutes,
  takeoutRoutes,
  usageRoutes,
  webhookRoutes,
];

await runEntry(async () => {
  const settings = getSettings();
  tellOwnAddress(settings);
  const ports = getPorts();
  const log = createLogger(settings.logLevel);
  const dataPlane = createDataPlane(log, SLICES);

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    setStaticHeaders(response, settings.publicUrl);
    if (!checkRequest(request, response, settings)) return;
    noteClient(request, settings.trustedProxies);
    if (isDataPlanePath(request.url ?? "/")) return dataPlane(request, response);
    if (!checkOrigin(request, response, settings) || !limitBody(request, response)) return;
    readyForPage(request, response, settings);
    await handlePage(request, response);
  };
  const server = createServer(
    { connectionsCheckingInterval: LOOK_INTERVAL_MS },
    (request, response) => {
      handle(request, response).catch((cause: unknown) => {
        log.error(cause, "request failed");
        response.destroy();
      });
    },
  );
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const pages = next({
    dev: settings.isDevelopment,
    hostname: settings.host,
    port: settings.port,
    httpServer: server,
  });
  const handlePage = pages.getRequestHandler();
  await pages.prepare();
  if (!settings.isDevelopment) {
    server.removeAllListeners("upgrade");
    server.on("upgrade", (_, socket) => socket.destroy());
  }
  await listen(server, settings);
  const closeMetrics = await openMetricsPort("web");
  const token = await issueSetupToken(ports, settings.setupToken);
  process.send?.({
    type: "ready",
    url: settings.publicUrl,
    setupLink: token && `${settings.publicUrl}/set-up#${token}`,
  });

  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closed;
    await closeMetrics();
    await pages.close();
    await ports.media.close();
  };
});

/** @throws when the port is taken. */
function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}
