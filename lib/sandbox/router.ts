import { listModels, readAccountBalance, readKeyBalance } from "@/lib/sandbox/account";
import {
  type Answer,
  html,
  invalidApiType,
  json,
  noSuchPath,
  rateLimitExceeded,
  taskNotFound,
  unauthorized,
} from "@/lib/sandbox/answers";
import { type Call, type Exchange, readKey, send } from "@/lib/sandbox/call";
import { control } from "@/lib/sandbox/control";
import { createTask } from "@/lib/sandbox/create-task";
import { serveFile } from "@/lib/sandbox/files";
import type { RateCategory } from "@/lib/sandbox/rate-limit";
import type { Sandbox } from "@/lib/sandbox/sandbox";
import { resultUrlOf, statusView } from "@/lib/sandbox/task-view";
import { uploadImage } from "@/lib/sandbox/uploads";

type Route = {
  method: "GET" | "POST";
  /** Its group is the `id` of the call. */
  path: RegExp;
  limit?: RateCategory;
  answer: (call: Call<Sandbox>) => Answer | Promise<Answer>;
};

const ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/v1\/uploads\/images$/, answer: uploadImage },
  {
    method: "POST",
    path: /^\/v1\/images\/generations$/,
    limit: "async_submit",
    answer: createTask,
  },
  {
    method: "GET",
    path: /^\/v1\/images\/generations\/([^/]+)$/,
    limit: "async_query",
    answer: readTask,
  },
  { method: "GET", path: /^\/v1\/models$/, answer: listModels },
  { method: "GET", path: /^(?:\/v1)?\/balance$/, answer: readKeyBalance },
  { method: "GET", path: /^(?:\/v1)?\/user\/balance$/, answer: readAccountBalance },
  { method: "POST", path: /^\/v1\/chat\/completions$/, answer: invalidApiType },
];

/** Answers any request. @throws when the request breaks off */
export async function route(exchange: Exchange<Sandbox>): Promise<void> {
  const { request, response, url } = exchange;
  if (url.pathname.startsWith("/__sandbox/")) return send(response, await control(exchange));
  exchange.sandbox.requestLog.add(request);
  // The edge in front of the gateway does so in some places.
  if (!request.headers["user-agent"]) return send(response, html(403, "Forbidden"));
  const file = /^\/files\/(uploads|generated)\/([\w.-]+)$/.exec(url.pathname);
  if (file && (request.method === "GET" || request.method === "HEAD")) {
    const name = file[2] ?? "";
    if (file[1] === "uploads") await serveFile(exchange, { kind: "uploads", name });
    else await serveResult(exchange, name);
    return;
  }
  return send(response, await answerCall(exchange));
}

async function serveResult(exchange: Exchange<Sandbox>, name: string) {
  const { store, faults } = exchange.sandbox;
  const task = store.findTaskOfFile(name);
  const file = store.findFile("generated", name);
  if (task && (await faults.ofTask(task).serve?.(exchange, { task, file }))) return;
  await serveFile(exchange, { kind: "generated", name });
}

async function answerCall({ sandbox, request, response, url }: Exchange<Sandbox>): Promise<Answer> {
  const key = readKey(request);
  if (key === null || sandbox.revokedKeys.has(key.secret)) return unauthorized();
  const found = ROUTES.find(
    ({ method, path }) => method === request.method && path.test(url.pathname),
  );
  if (!found) return noSuchPath(request.method ?? "", url.pathname);
  const origin = `http://${request.headers.host ?? url.host}`;
  const id = decode(found.path.exec(url.pathname)?.[1] ?? "");
  const call = { sandbox, request, response, url, origin, key, id };
  const wrong = sandbox.faults.ofCall(call).call?.(call);
  if (wrong) return wrong;
  if (found.limit) {
    const verdict = sandbox.rateLimiter.take(found.limit);
    if (!verdict.isAllowed) return rateLimitExceeded(verdict.headers);
    for (const [name, value] of Object.entries(verdict.headers)) response.setHeader(name, value);
  }
  return found.answer(call);
}

/** GET /v1/images/generations/{task id or client_business_id} */
async function readTask(call: Call<Sandbox>): Promise<Answer> {
  const { sandbox, id, origin } = call;
  const { store, faults, now } = sandbox;
  const task = store.findTask(id);
  if (!task) return faults.ofCall(call).missing?.() ?? taskNotFound();
  const fault = faults.ofTask(task);
  const url = fault.resultUrl ? fault.resultUrl(task, origin) : resultUrlOf(task, origin);
  const at = now();
  const view = statusView(task, at, { store, url });
  const number = faults.countRead(task);
  return (await fault.status?.({ task, at, number, view, call })) ?? json(200, view);
}

function decode(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
