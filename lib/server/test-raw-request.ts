import { request } from "node:http";

export type RawAsk = {
  path: string;
  body: Buffer | null;
  headers: Record<string, string>;
};
type Answer = { status: number; text: string };

/** As written: no client's tidying up of addresses and headers comes between. */
export const sendRaw = (
  port: number,
  { method, path, headers, body }: RawAsk & { method: string },
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = body ? { "content-length": String(body.length) } : {};
    const sent = request(
      { host: "127.0.0.1", port, method, path, headers: { ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("close", () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString("latin1"),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body ?? undefined);
  });
