import "server-only";

import { type Handler, Hono } from "hono";
import { modelsRoute, projectsRoute, tokenRoute, usageRoute } from "@/lib/api/routes/facts";
import {
  createRoute,
  findRoute,
  listRoute,
  originalRoute,
  variantRoute,
} from "@/lib/api/routes/generations";
import { imageFileRoute, imageRoute, searchRoute } from "@/lib/api/routes/pictures";
import {
  addRoute,
  fileRoute,
  findRoute as findReferenceRoute,
  listRoute as listReferencesRoute,
} from "@/lib/api/routes/references";
import { OPERATIONS, type Operation, type OperationId } from "@/lib/api/schema/operations";
import { writeDocument } from "@/lib/api/service/document";
import { API_WORDS } from "@/lib/server/api-words";
import { apiProblem } from "@/lib/server/define-api-route";
import { defineSignedRoute, type RouteEnv } from "@/lib/server/define-route";

const HANDLERS: Record<OperationId, Handler<RouteEnv>> = {
  getToken: tokenRoute,
  listProjects: projectsRoute,
  listModels: modelsRoute,
  createGeneration: createRoute,
  listGenerations: listRoute,
  getGeneration: findRoute,
  getVariant: variantRoute,
  getOriginal: originalRoute,
  getImage: imageRoute,
  getImageFile: imageFileRoute,
  searchLibrary: searchRoute,
  addReference: addRoute,
  listReferences: listReferencesRoute,
  getReference: findReferenceRoute,
  getReferenceFile: fileRoute,
  getUsage: usageRoute,
};

const patternOf = ({ path }: Operation) => path.replaceAll(/\{(\w+)\}/g, ":$1");

/** It says nothing but the shape of the API, so it needs no token. */
const documentRoute = defineSignedRoute(async (c) =>
  c.json(writeDocument(API_WORDS), 200, { "cache-control": "no-cache" }),
);

function assemble(): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.get("/api/v1/openapi.json", documentRoute);
  const methods = new Map<string, string[]>();
  for (const [id, operation] of Object.entries<Operation>(OPERATIONS)) {
    const pattern = patternOf(operation);
    app.on(operation.method, pattern, HANDLERS[id as OperationId]);
    methods.set(pattern, [...(methods.get(pattern) ?? []), operation.method]);
  }
  // Also what a browser asks before it lets another site in: nobody is let in.
  for (const [pattern, allowed] of methods)
    app.all(pattern, () => {
      const response = apiProblem("method_not_allowed", { allowed });
      response.headers.set("allow", allowed.join(", "));
      return response;
    });
  app.all("/api/v1/*", () => apiProblem("not_found"));
  return app;
}

export const apiRoutes = assemble();
