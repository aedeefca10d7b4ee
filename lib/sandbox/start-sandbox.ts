import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import sharp from "sharp";
import { internalError } from "@/lib/sandbox/answers";
import { send } from "@/lib/sandbox/call";
import type { SandboxOptions } from "@/lib/sandbox/options";
import { route } from "@/lib/sandbox/router";
import { openSandbox } from "@/lib/sandbox/sandbox";

const CLEAN_UP_EVERY_MS = 3_600_000;

/**
 * Starts a stand-in of the ToAPIs gateway over real HTTP (contract as of 2026-11-22).
 *
 * @throws when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}) {
  // Pictures are painted side by side; each on one thread leaves the other cores to the studio.
  sharp.concurrency(1);
  const sandbox = openSandbox(options);
  const { host, port } = sandbox.settings;

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const url = new URL(request.url ?? "/", "http://sandbox");
      await route({ sandbox, request, response, url });
    } catch (error) {
      if (request.errored || response.destroyed) return;
      console.error("Sandbox: a request failed", error);
      if (!response.headersSent) await send(response, internalError());
    }
  };
  const server = createServer((request, response) => void handle(request, response));
  server.on("connection", (socket) => {
    if (!sandbox.door.admits()) socket.resetAndDestroy();
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(port, host, resolve);
  await listening;
  const address = server.address();
  const actualPort = typeof address === "object" && address ? address.port : port;
  const cleanUp = setInterval(sandbox.store.dropExpiredFiles, CLEAN_UP_EVERY_MS).unref();

  return {
    url: `http://${host}:${actualPort}`,
    port: actualPort,
    /** Finishes the pictures that are being painted; the others are painted after the next start. */
    async stop() {
      clearInterval(cleanUp);
      sandbox.webhooks.stop();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
      await sandbox.paintQueue.stop();
      sandbox.store.close();
    },
  };
}
