import "server-only";

import { Hono } from "hono";
import { presentDevice, presentFactor, presentServices } from "@/lib/account/presenter";
import { listAdminNames } from "@/lib/account/service";
import { listIdentities } from "@/lib/account/service/connections";
import { listDevices } from "@/lib/account/service/profile";
import { findFactor } from "@/lib/account/service/second-factor";
import { getPorts, getSettings } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";

const adminsRoute = defineRoute(async (actor, c) =>
  c.json({ names: await listAdminNames(getPorts(), actor) }),
);

const devicesRoute = defineRoute(async (actor, c) => {
  const devices = await listDevices(getPorts(), actor);
  return c.json({ devices: devices.map((device) => presentDevice(device, actor)) });
});

const factorRoute = defineRoute(async (actor, c) =>
  c.json(presentFactor(await findFactor(getPorts(), actor))),
);

const servicesRoute = defineRoute(async (actor, c) => {
  const own = await listIdentities(getPorts(), actor);
  return c.json({ services: presentServices(getSettings().signIn.services, own) });
});

export const accountRoutes = new Hono<RouteEnv>()
  .get("/api/admins", adminsRoute)
  .get("/api/devices", devicesRoute)
  .get("/api/second-factor", factorRoute)
  .get("/api/sign-in-services", servicesRoute);
