import { once } from "node:events";
import { createServer, type Socket } from "node:net";

export type Received = { method: string; path: string; head: string; body: string };
type Answer = (socket: Socket, request: Received) => void;

/** An HTTP answer, byte for byte. */
export function raw(status: number, body = "", headers: Record<string, string> = {}): string {
  const lines = Object.entries({ "content-length": String(Buffer.byteLength(body)), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `HTTP/1.1 ${status} Whatever\r\n${head}connection: close\r\n\r\n${body}`;
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  sending(raw(status, JSON.stringify(body), { "content-type": "application/json", ...headers }));

export const sending =
  (bytes: string | Buffer): Answer =>
  (socket) =>
    socket.end(bytes);

export const reset: Answer = (socket) => socket.resetAndDestroy();

/**
 * A server on loopback that writes down each request and answers as told, down to a broken socket.
 * Every connection is for one request. Closes itself at the end of an `await using` block.
 */
export async function startServer(answer: Answer) {
  const requests: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let sizeBytes = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    let text = "";
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      sizeBytes += chunk.length;
      text += chunk.toString("latin1");
      const request = parse(text);
      if (!request) return;
      text = "";
      requests.push(request);
      answer(socket, request);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    sockets,
    connectionCount: () => connections,
    bytesReceived: () => sizeBytes,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Null until the whole request has come. */
function parse(text: string): Received | null {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  if (rest.length === 0) return null;
  const body = rest.join("\r\n\r\n");
  if (body.length < Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)) return null;
  const [method = "", path = ""] = head.split(" ");
  return { method, path, head, body };
}

/** A loopback port where nobody listens. */
export async function refusedOrigin(): Promise<string> {
  await using server = await startServer(reset);
  return server.origin;
}
