import { globSync } from "node:fs";
import path from "node:path";
import { Hono } from "hono";
import { createRouteTable } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";

export type Action = (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>;

const exportsOf = async (pattern: string) => {
  const files = globSync(pattern).sort();
  const modules = await Promise.all(files.map((file) => import(path.resolve(file))));
  return modules.flatMap((module) => Object.entries<unknown>(module));
};

/** The routes of every slice, and the name of each: `GET /api/status`. */
export async function findRoutes() {
  const slices = (await exportsOf("lib/*/routes{.ts,/*.ts}"))
    .map(([, value]) => value)
    .filter((value) => value instanceof Hono);
  const named = createRouteTable(createLogger("silent"), slices)
    .routes.filter(({ method }) => method !== "ALL")
    .map(({ method, path: pattern }) => `${method} ${pattern}`);
  return { slices, routeNames: [...new Set(named)].sort() };
}

/** Every action of every slice, by its name. */
export const findActions = async () =>
  new Map(
    (await exportsOf("lib/*/actions{.ts,/*.ts}")).map(([name, run]) => [name, run as Action]),
  );

/** Everything that a schema file hands out, by its name. */
export const findSchemaExports = () => exportsOf("lib/*/schema{.ts,/*.ts}");
