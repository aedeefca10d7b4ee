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

/**
 * Schemas are fetched with the first answer that needs one: a page is drawn before it parses anything.
 *
 * @throws {HttpError} and whatever `fetch` and the schema throw.
 */
export async function getJson<S extends z.ZodType>(
  path: string,
  loadSchema: () => Promise<S>,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  const reading = fetch(path, { signal: signal ?? null });
  const [response, schema] = await Promise.all([reading, loadSchema()]);
  if (!response.ok) throw new HttpError(path, response.status);
  return schema.parse(await response.json());
}
