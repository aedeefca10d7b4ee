import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

const STATUS_PATH = /^\/v1\/images\/generations\/([^/?]+)/;

export type WatchedGateway = {
  url: string;
  /** When a create call for this prompt began to arrive: ms since 1970. */
  createdAt: ReadonlyMap<string, number>;
  /** When the status of each task was asked for. */
  askedAt: ReadonlyMap<string, readonly number[]>;
  stop: () => Promise<void>;
};

/** The sandbox behind a door that notes who comes when. `fault` is what goes wrong with every task. */
export async function startWatchedGateway(fault: string | null): Promise<WatchedGateway> {
  // Nobody looks at these pictures, and to paint them would take the machine from what is measured.
  const sandbox = await startSandbox({ fault, paint: async () => Buffer.alloc(0) });
  const createdAt = new Map<string, number>();
  const askedAt = new Map<string, number[]>();

  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const now = Date.now();
    const { method, url = "", headers } = incoming;
    const [, taskId] = STATUS_PATH.exec(url) ?? [];
    if (method === "GET" && taskId) askedAt.set(taskId, [...(askedAt.get(taskId) ?? []), now]);
    const inner = request(`${sandbox.url}${url}`, { method, headers });
    if (method === "POST" && url === "/v1/images/generations") {
      let text = "";
      incoming.on("data", (chunk) => {
        text += chunk;
      });
      incoming.once("end", () => createdAt.set(JSON.parse(text).prompt, now));
    }
    incoming.pipe(inner);
    inner
      .once("error", () => outgoing.destroy())
      .once("response", (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
  };
  const server = createServer(handle);
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await listening;
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    createdAt,
    askedAt,
    async stop() {
      server.close().closeAllConnections();
      await sandbox.stop();
    },
  };
}

/** Settings with which a studio sends its work there. */
export const settingsFor = ({ url }: WatchedGateway) => ({
  TOAPIS_API_KEY: "sk-bench",
  TOAPIS_BASE_URL: url,
  MAQUETTE_ALLOW_PRIVATE_UPSTREAM: "1",
});
