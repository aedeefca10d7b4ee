import { setTimeout } from "node:timers/promises";
import sharp from "sharp";
import type { SandboxOptions } from "@/lib/sandbox/options";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

export type TestClient = Awaited<ReturnType<typeof openTestClient>>;

/** A sandbox of its own and a plain HTTP client for it. Fast: a task of 30 s takes 30 ms. */
export async function openTestClient(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ speed: 1_000, ...options });
  return { ...sandbox, ...clientOf(sandbox.url) };
}

export function clientOf(url: string, key = "sk-sandbox") {
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(url + path, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...init.headers },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  const post = (path: string, body: unknown, headers: HeadersInit = {}) =>
    call(path, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  const create = (fields: Record<string, unknown> = {}, headers: HeadersInit = {}) =>
    post("/v1/images/generations", { ...SMALL, ...fields }, headers);
  const status = (id: string) => call(`/v1/images/generations/${id}`);
  return {
    as: (other: string) => clientOf(url, other),
    call,
    post,
    create,
    status,
    upload: (bytes: Uint8Array<ArrayBuffer>, name = "picture.png") => {
      const form = new FormData();
      form.set("file", new File([bytes], name));
      return call("/v1/uploads/images", { method: "POST", body: form });
    },
    /** Asks until the task has ended, as a client does. */
    async finish(id: string) {
      for (;;) {
        const answer = await status(id);
        if (answer.status === 429) {
          await setTimeout(Number(answer.headers.get("retry-after")) * 1_000);
          continue;
        }
        if (
          answer.status !== 200 ||
          ["completed", "failed", "blocked"].includes(answer.body.status)
        )
          return answer.body;
      }
    },
    /** The picture of a task that has completed. */
    async picture(task: Json) {
      const response = await fetch(task.result.data[0].url);
      return Buffer.from(await response.arrayBuffer());
    },
    /** Moves the virtual time forward. */
    advance: (advanceMs: number) => post("/__sandbox/clock", { advanceMs }),
    async ledger(): Promise<Json> {
      return (await call("/__sandbox/ledger")).body.keys;
    },
  };
}

/** A create call with a small picture. */
export const SMALL = {
  model: "gemini-3-pro-image-preview",
  prompt: "a cup of coffee in the morning light",
  size: "1:1",
  n: 1,
  metadata: { resolution: "1K" },
};

// biome-ignore lint/suspicious/noExplicitAny: the answers under test have no type but what the tests say.
type Json = any;

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const flatPicture = async (
  colour: string,
  format: "png" | "jpeg" | "gif" | "webp" = "png",
) =>
  new Uint8Array(
    await sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
      .toFormat(format)
      .toBuffer(),
  );
