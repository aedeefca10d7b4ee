import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, problem, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { admitUpload, receiveUpload, refuseUpload } from "@/lib/server/receive-upload";
import { presentUpload } from "@/lib/upload/presenter";
import { addUpload, mayAdd } from "@/lib/upload/service";

const REFUSED = { forbidden: 403, project_missing: 422 } as const;

/** One picture for the library. Answers after it was verified and can be shown. */
const uploadRoute = defineRoute(async (actor, c, { incoming }) => {
  parse(z.ulid(), c.req.param("id"));
  const projectId = parse(z.ulid(), c.req.query("projectId"));
  const ports = getPorts();
  const may = await mayAdd(ports, actor, projectId);
  if (!may.ok) {
    // Read and dropped, so that the browser gets to see the answer.
    incoming.resume();
    return problem(REFUSED[may.error.code], may.error);
  }
  const receive = () =>
    receiveUpload(incoming, ports, async (file) => {
      const added = await addUpload(ports, actor, { ...file, projectId });
      if (added.ok) return c.json(presentUpload(added.value), added.value.isKnown ? 200 : 201);
      const { error } = added;
      if (error.code === "forbidden" || error.code === "project_missing")
        return problem(REFUSED[error.code], error);
      return refuseUpload(error);
    });
  return admitUpload(actor, incoming, receive);
});

export const uploadRoutes = new Hono<RouteEnv>().put("/api/library/uploads/:id", uploadRoute);
