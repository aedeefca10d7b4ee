import type { Socket } from "node:net";

type Headers = Record<string, string | string[]>;

/** What goes back over HTTP; `raw` writes to the connection itself what no HTTP library would send. */
export type Answer =
  | { status: number; headers: Headers; body: string }
  | { raw: (socket: Socket) => void | Promise<void> };

/** Closes the connection without a byte of an answer. */
export const reset: Answer = { raw: (socket) => void socket.resetAndDestroy() };

export const json = (status: number, body: unknown, headers: Headers = {}): Answer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(body),
});

export const html = (status: number, title: string): Answer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
});

/** The other shape of a 400, of calls that do not go through the task layer. */
export const unsuccessful = (message: string) => json(400, { success: false, message });

export const invalidRequest = (message: string, param: string) =>
  json(400, { error: { code: "invalid_request", message, param, type: "invalid_request_error" } });

export const webhookNotConfigured = () =>
  json(400, {
    error: {
      code: "webhook_not_configured",
      message: "callback_url needs a token with webhooks configured",
      param: "callback_url",
      type: "invalid_request_error",
    },
  });

export const modelNotFound = (model: string) =>
  json(404, {
    error: {
      code: "model_not_found",
      message: `The model '${model}' does not exist or is not available for this key`,
      param: "model",
      type: "invalid_request_error",
    },
  });

export const unauthorized = () =>
  json(401, {
    error: {
      code: 401,
      message: "Authentication failed, please check your API key",
      type: "authentication_error",
    },
  });

export const paymentRequired = () =>
  json(402, {
    error: {
      code: 402,
      message: "Insufficient account balance, please top up",
      type: "payment_required",
    },
  });

export const contentPolicyViolation = () =>
  json(422, {
    error: {
      code: "content_policy_violation",
      message: "The prompt or a reference image was refused by the content policy",
      type: "invalid_request_error",
    },
  });

export const taskNotFound = () =>
  json(404, { error: { code: 404, message: "Task not found", type: "not_found_error" } });

export const rateLimitExceeded = (headers: Headers) =>
  json(
    429,
    { error: { code: "rate_limit_exceeded", message: "Async task request rate exceeded" } },
    headers,
  );

export const internalError = () =>
  json(500, {
    error: { code: "do_request_failed", message: "do request failed", type: "new_api_error" },
  });

/** What the gateway says when an image model is sent to the chat endpoint. */
export const invalidApiType = () =>
  json(400, {
    error: {
      code: "invalid_api_type",
      message: "invalid api type: -1",
      param: "",
      type: "new_api_error",
    },
  });

export const noSuchPath = (method: string, path: string) =>
  json(404, {
    error: {
      code: "",
      message: `Invalid URL (${method} ${path})`,
      param: "",
      type: "invalid_request_error",
    },
  });
