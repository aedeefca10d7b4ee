import { connect, type Socket } from "node:net";
import { SMALL } from "@/lib/sandbox/test-client";

/** A create call, byte for byte. */
export function createBytes(key: string, fields: Record<string, unknown> = {}): string {
  const body = JSON.stringify({ ...SMALL, ...fields });
  return [
    "POST /v1/images/generations HTTP/1.1",
    "host: sandbox",
    "user-agent: test",
    `authorization: Bearer ${key}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

export type Heard = { bytes: string; end: "fin" | "reset" | "enough" };

/**
 * Writes to a connection of its own and listens until it ends, or `isEnough`: what an HTTP client would hide.
 */
export function hear(
  port: number,
  bytes: string,
  isEnough: (heard: string) => boolean = () => false,
): Promise<Heard> {
  const { promise, resolve } = Promise.withResolvers<Heard>();
  const socket: Socket = connect(port, "127.0.0.1", () => socket.write(bytes));
  let heard = "";
  const finish = (end: Heard["end"]) => {
    resolve({ bytes: heard, end });
    socket.destroy();
  };
  socket.on("data", (chunk) => {
    heard += chunk.toString("latin1");
    if (isEnough(heard)) finish("enough");
  });
  socket.on("end", () => finish("fin"));
  socket.on("error", () => finish("reset"));
  return promise;
}
