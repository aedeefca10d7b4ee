import { openAsBlob } from "node:fs";
import http from "node:http";
import https from "node:https";
import {
  asRecord,
  createTaskBody,
  readEnvelope,
  readResultUrls,
  readTaskId,
  readTaskState,
  refusalOf,
} from "@/lib/adapters/toapis/wire";
import {
  type CreateOutcome,
  type CreateTask,
  type Gateway,
  type GatewayBalance,
  type GatewayConnection,
  GatewayError,
  type Gateways,
} from "@/lib/ports/gateway";

const CREATE_TIMEOUT_MS = 60_000;
const CALL_TIMEOUT_MS = 30_000;
const RETRY_AFTER_MAX_MS = 3_600_000;
const ANSWER_BYTES_MAX = 1_000_000;
const REFUSALS = new Set([400, 401, 402, 403, 404, 405, 413, 415, 422]);

const retryAfterMs = (header: string | null | undefined) => {
  const seconds = Number(header);
  return header && seconds >= 0 ? Math.min(seconds * 1_000, RETRY_AFTER_MAX_MS) : null;
};

const redact = (text: string) => text.replace(/sk-[\w-]+/g, "[key]").slice(0, 300);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Answer = { status: number; text: string; retryAfterMs: number | null };

/** What a complete or cut answer proves; a machine never sends an ambiguous one again. */
function classify({ status, text, retryAfterMs: waitMs }: Answer): CreateOutcome {
  const body = parseJson(text);
  const envelope = body === null ? null : readEnvelope(body);
  if (status >= 200 && status < 300 && body !== null) {
    const taskId = readTaskId(body);
    const resultUrls = readResultUrls(body);
    if (taskId || resultUrls.length > 0) return { class: "accepted", taskId, resultUrls };
  }
  const isLimited =
    status === 429 || (status === 503 && envelope?.code === "rate_limit_unavailable");
  if (envelope && (isLimited || REFUSALS.has(status))) {
    return {
      class: "refused",
      code: refusalOf(status, envelope.message, envelope.code),
      message: redact(envelope.message),
      retryable: isLimited,
      retryAfterMs: waitMs,
    };
  }
  return { class: "ambiguous", reason: `HTTP ${status}` };
}

/** Connects, awaits `beforeSend`, then writes: what fails before that was certainly not sent. */
function post(url: string, headers: http.OutgoingHttpHeaders, body: string) {
  const request = (url.startsWith("https:") ? https : http).request(url, {
    method: "POST",
    agent: false,
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
    signal: AbortSignal.timeout(CREATE_TIMEOUT_MS),
  });
  const connected = new Promise<void>((resolve, reject) => {
    request.once("error", reject);
    request.once("socket", (socket) =>
      socket.once(url.startsWith("https:") ? "secureConnect" : "connect", () => resolve()),
    );
  });
  const send = () =>
    new Promise<Answer>((resolve, reject) => {
      request.once("error", reject);
      request.once("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
          if (text.length > ANSWER_BYTES_MAX) response.destroy(new Error("answer too long"));
        });
        response.once("error", reject);
        response.once("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            text: response.complete ? text : "",
            retryAfterMs: retryAfterMs(response.headers["retry-after"]),
          }),
        );
      });
      request.end(body);
    });
  return { connected, send, abort: () => request.destroy() };
}

const CODE_BY_STATUS: Record<number, "bad_key" | "no_balance" | "rate_limited"> = {
  401: "bad_key",
  402: "no_balance",
  429: "rate_limited",
};

const balanceOf = (body: unknown): GatewayBalance => {
  const wire = asRecord(body);
  const credits = (name: string) => (typeof wire[name] === "number" ? Number(wire[name]) : null);
  return {
    remainingCredits: wire["unlimited_quota"] === true ? null : credits("remain_credits"),
    usedCredits: credits("used_credits"),
  };
};

export const createToapisGateways = ({ userAgent }: { userAgent: string }): Gateways => ({
  open: (connection) => createGateway(connection, userAgent),
});

function createGateway({ baseUrl, secret }: GatewayConnection, userAgent: string): Gateway {
  const base = baseUrl.trim().replace(/\/+$/, "").replace(/\/v1$/, "");
  const authorization = `Bearer ${secret.replace(/^Bearer/i, "").replace(/\s+/g, "")}`;
  const headers = { authorization, "user-agent": userAgent };

  /** @throws {GatewayError} */
  async function call(path: string, init: RequestInit = {}) {
    let response: Response;
    try {
      const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
      response = await fetch(`${base}${path}`, { ...init, headers, redirect: "manual", signal });
    } catch (cause) {
      throw new GatewayError("unreachable", "The gateway does not answer", { cause });
    }
    const body = parseJson(await response.text().catch(() => ""));
    const code = CODE_BY_STATUS[response.status];
    if (code) {
      const message = redact(readEnvelope(body)?.message ?? code);
      const waitMs = retryAfterMs(response.headers.get("retry-after"));
      throw new GatewayError(code, message, { retryAfterMs: waitMs });
    }
    if (body === null || response.status >= 500) {
      throw new GatewayError("unreachable", `HTTP ${response.status}`);
    }
    return { status: response.status, body };
  }

  async function createTask(task: CreateTask, beforeSend: () => Promise<void>) {
    const url = `${base}/v1/images/generations`;
    const json = { ...headers, "content-type": "application/json" };
    const request = post(url, json, JSON.stringify(createTaskBody(task)));
    try {
      await request.connected;
    } catch (cause) {
      return { class: "not_sent", reason: redact(String(cause)) } as const;
    }
    try {
      await beforeSend();
    } catch (cause) {
      request.abort();
      throw cause;
    }
    return request.send().then(classify, (cause: unknown): CreateOutcome => {
      return { class: "ambiguous", reason: redact(String(cause)) };
    });
  }

  return {
    createTask,
    async findTask(id) {
      const { status, body } = await call(`/v1/images/generations/${encodeURIComponent(id)}`);
      if (status === 404 || readEnvelope(body)?.message === "task_not_exist") {
        return { found: false };
      }
      if (status >= 300) throw new GatewayError("unreachable", `HTTP ${status}`);
      return { found: true, taskId: readTaskId(body), state: readTaskState(body) };
    },
    async uploadReference({ path, fileName, mime }) {
      const form = new FormData();
      form.set("file", await openAsBlob(path, { type: mime }), fileName);
      const { body } = await call("/v1/uploads/images", { method: "POST", body: form });
      const data = asRecord(asRecord(body)["data"]);
      const url = data["url"] ?? asRecord(body)["url"];
      if (typeof url !== "string") {
        throw new GatewayError("refused", redact(readEnvelope(body)?.message ?? "No address"));
      }
      return { url };
    },
    async listImageModels() {
      const { body } = await call("/v1/models?type=image");
      const list = asRecord(body)["data"];
      return (Array.isArray(list) ? list : []).map((row) => String(asRecord(row)["id"]));
    },
    async readBalance() {
      const [key, account] = await Promise.all([call("/v1/balance"), call("/v1/user/balance")]);
      return { key: balanceOf(key.body), account: balanceOf(account.body) };
    },
  };
}
