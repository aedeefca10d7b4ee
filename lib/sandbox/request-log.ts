import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

const REQUESTS_MAX = 1_000;

/** What came in, to prove what was sent and what was not: the key's presence is kept, the key is not. */
export function createRequestLog(now: () => number) {
  const connections = new WeakMap<Socket, number>();
  let connectionCount = 0;
  const requests: object[] = [];
  const entries = new WeakMap<IncomingMessage, object>();

  const connectionOf = (socket: Socket): number => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    connectionCount += 1;
    connections.set(socket, connectionCount);
    return connectionCount;
  };

  return {
    connectionOf,
    /** The last thousand, oldest first. */
    requests: requests as readonly object[],
    add(request: IncomingMessage) {
      const { method, url, socket, rawHeaders } = request;
      const entry = {
        at: new Date(now()).toISOString(),
        method,
        path: url,
        headers: headersOf(rawHeaders),
        connection: connectionOf(socket),
        remote_port: socket.remotePort ?? null,
      };
      requests.push(entry);
      entries.set(request, entry);
      if (requests.length > REQUESTS_MAX) requests.shift();
    },
    /** What a create call asked for. Only of one that was well formed: the others may be as long as they like. */
    addBody(request: IncomingMessage, body: unknown) {
      const entry = entries.get(request);
      if (entry) Object.assign(entry, { body });
    },
    reset() {
      requests.length = 0;
    },
  };
}

/** As they came: spelling, order and repetition included. */
function headersOf(raw: readonly string[]): (readonly [string, string])[] {
  const pairs = raw.flatMap((name, at) => (at % 2 ? [] : [[name, raw[at + 1] ?? ""] as const]));
  return pairs.map(([name, value]) => [
    name,
    name.toLowerCase() === "authorization" ? value.replace(/\S+$/, "…") : value,
  ]);
}
