import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Somebody came where nobody may be led to. */
type Hit = {
  /** Which wire, such as `127.0.0.1:40123`. */
  listener: string;
  method: string;
  path: string;
  headers: Readonly<Record<string, unknown>>;
};

/** Remembers who came to the listener on loopback that a fault led to. */
export function createTripwire(now: () => number) {
  const hits: (Hit & { at: string })[] = [];
  const hit = (met: Hit) => void hits.push({ ...met, at: new Date(now()).toISOString() });
  let laid: Promise<string> | null = null;
  return {
    hits: hits as readonly (Hit & { at: string })[],
    /** An origin where somebody listens from the first call on. */
    lay() {
      laid ??= listen(hit);
      return laid;
    },
    reset() {
      hits.length = 0;
    },
  };
}

/** Whoever connects is a hit, and each request is another. */
async function listen(hit: (met: Hit) => void): Promise<string> {
  const server = createServer(({ method = "", url = "", headers }, response) => {
    hit({ listener, method, path: url, headers });
    response.end("inside");
  });
  server.on("connection", () => hit({ listener, method: "", path: "", headers: {} }));
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const listener = `127.0.0.1:${port}`;
  return `http://${listener}`;
}
