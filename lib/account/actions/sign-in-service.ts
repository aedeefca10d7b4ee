"use server";

import {
  connectServiceSchema,
  type ServiceId,
  serviceSchema,
} from "@/lib/account/schema/sign-in-service";
import { beginConnection, disconnect } from "@/lib/account/service/connections";
import { signIn } from "@/lib/server/auth";
import { returnPath } from "@/lib/server/authorize";
import { getPorts, getSettings } from "@/lib/server/composition";
import { defineAction, definePublicAction } from "@/lib/server/define-action";
import { forgetSessions } from "@/lib/server/sessions";
import { err, ok, type Result } from "@/lib/shared/result";
import { PROFILE_PATH } from "@/lib/team/schema/facts";

const findService = (service: ServiceId) =>
  getSettings().signIn.services.find(({ id }) => id === service);

type Left = Result<{ redirectTo: string }, { code: "service_not_set_up" | "service_unreachable" }>;

/** Where the browser goes to be vouched for. What comes back is bound to this browser for a quarter of an hour. */
async function leaveFor(service: ServiceId, redirectTo: string): Promise<Left> {
  if (!findService(service)) return err({ code: "service_not_set_up" });
  const left: string = await signIn(service, { redirect: false, redirectTo });
  const { publicUrl } = getSettings();
  // The service has not said where, so that next-auth leads back to its own page.
  const isHere = new URL(left, publicUrl).origin === new URL(publicUrl).origin;
  return isHere ? err({ code: "service_unreachable" }) : ok({ redirectTo: left });
}

export const signInByServiceAction = definePublicAction(serviceSchema, async ({ service }) =>
  leaveFor(service, await returnPath()),
);

type NotBegun = Extract<Awaited<ReturnType<typeof beginConnection>>, { ok: false }>["error"];
type NotLeft = Extract<Left, { ok: false }>["error"];

export const connectServiceAction = defineAction(
  connectServiceSchema,
  async (actor, input): Promise<Result<{ redirectTo: string }, NotBegun | NotLeft>> => {
    if (!findService(input.service)) return err({ code: "service_not_set_up" });
    const begun = await beginConnection(getPorts(), actor, input);
    return begun.ok ? leaveFor(input.service, PROFILE_PATH) : begun;
  },
);

export const disconnectServiceAction = defineAction(
  connectServiceSchema,
  async (actor, { service, proof }) => {
    const name = findService(service)?.name ?? service;
    const gone = await disconnect(getPorts(), actor, { service, name, proof });
    forgetSessions();
    return gone;
  },
);
