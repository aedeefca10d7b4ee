import type { z } from "zod";

/** A read that our own server answered with something other than 2xx. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(
    path: string,
    readonly status: number,
  ) {
    super(`GET ${path} answered ${status}`);
  }
}

/** @throws {HttpError} and whatever `fetch` and the schema throw. */
export async function getJson<S extends z.ZodType>(
  path: string,
  schema: S,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  const response = await fetch(path, { signal: signal ?? null });
  if (!response.ok) throw new HttpError(path, response.status);
  return schema.parse(await response.json());
}
