import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

export type Peer = { url: string; pid: number; stop: () => void };

/** Starts the plain Node server of `peer-process.ts`. */
export async function startPeer(
  folder: string,
  { file = "", json = "" }: { file?: string; json?: string } = {},
): Promise<Peer> {
  const child = fork(path.resolve("dist/bench/peer-process.mjs"), [folder, file, json]);
  const [port] = await once(child, "message");
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => child.kill(),
  };
}
