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
import { statusView } from "@/lib/sandbox/task-view";
import { uploadImage } from "@/lib/sandbox/uploads";

type Route = {
  method: "GET" | "POST";
  /** Its group is the `id` of the call. */
  path: RegExp;
  limit?: RateCategory;
  answer: (call: Call) => Answer | Promise<Answer>;
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
export async function route(exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  if (url.pathname.startsWith("/__sandbox/")) return send(response, await control(exchange));
  // The edge in front of the gateway does so in some places.
  if (!request.headers["user-agent"]) return send(response, html(403, "Forbidden"));
  const file = /^\/files\/(uploads|generated)\/([\w.-]+)$/.exec(url.pathname);
  if (file && (request.method === "GET" || request.method === "HEAD")) {
    serveFile(exchange, {
      kind: file[1] === "uploads" ? "uploads" : "generated",
      name: file[2] ?? "",
    });
    return;
  }
  send(response, await answerCall(exchange));
}

async function answerCall({ sandbox, request, response, url }: Exchange): Promise<Answer> {
  const key = readKey(request);
  if (key === null) return unauthorized();
  const found = ROUTES.find(
    ({ method, path }) => method === request.method && path.test(url.pathname),
  );
  if (!found) return noSuchPath(request.method ?? "", url.pathname);
  if (found.limit) {
    const verdict = sandbox.rateLimiter.take(found.limit);
    if (!verdict.isAllowed) return rateLimitExceeded(verdict.headers);
    for (const [name, value] of Object.entries(verdict.headers)) response.setHeader(name, value);
  }
  const origin = `http://${request.headers.host ?? url.host}`;
  const id = decode(found.path.exec(url.pathname)?.[1] ?? "");
  return found.answer({ sandbox, request, url, origin, key, id });
}

/** GET /v1/images/generations/{task id or client_business_id} */
function readTask({ sandbox: { store, now }, id, origin }: Call): Answer {
  const task = store.findTask(id);
  return task ? json(200, statusView(task, now(), { store, origin })) : taskNotFound();
}

function decode(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
