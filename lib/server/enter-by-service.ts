import "server-only";

import { headers } from "next/headers";
import type { Account, Profile, User } from "next-auth";
import { finishConnection } from "@/lib/account/service/connections";
import { enterByService, type ServiceRefusal } from "@/lib/account/service/enter-by-service";
import { currentSignedIn } from "@/lib/server/actor";
import { getMetrics, getPorts, getSettings } from "@/lib/server/composition";
import { claimsOf } from "@/lib/server/service-claims";
import { visitOf } from "@/lib/server/visit";
import { PROFILE_PATH } from "@/lib/team/schema/facts";

type Returned = { user: User; account?: Account | null; profile?: Profile };

/**
 * Somebody comes back from a sign-in service. True lets next-auth write the session's cookie; else the answer is
 * where they go instead.
 */
export async function comeBack({ user, account, profile }: Returned): Promise<true | string> {
  // A password, a code or a passkey: `authorize` has seen to it.
  if (!account || account.type === "credentials") return true;
  const { services, signUp } = getSettings().signIn;
  const client = services.find(({ id }) => id === account.provider);
  const claims = client && claimsOf(client, profile);
  if (!client || !claims) return refused("service_failed");

  const signedIn = await currentSignedIn();
  if (signedIn) {
    const { name } = client;
    const connected = await finishConnection(getPorts(), signedIn.actor, { claims, name });
    if (connected) return `${PROFILE_PATH}?service=${connected.ok ? "done" : "taken"}`;
  }
  const given = await headers();
  const visit = visitOf((name) => given.get(name));
  const entered = await enterByService(getPorts(), claims, { signUp, visit });
  getMetrics()?.noteSignIn(entered.ok ? "done" : entered.error.code);
  if (!entered.ok) return wayOn(entered.error);
  user.id = entered.value.userId;
  user.sessionSecret = entered.value.sessionSecret;
  return true;
}

/** The ticket stands behind the #, which no browser sends to a server. */
function wayOn(refusal: ServiceRefusal): string {
  if (refusal.code !== "second_factor_required") return refused(refusal.code);
  const { ticket, ways } = refusal;
  const owned = Object.entries(ways).filter(([, isOwned]) => isOwned);
  const step = new URLSearchParams({ ticket, ways: owned.map(([way]) => way).join(" ") });
  return `/sign-in#${step}`;
}

const refused = (code: string) => `/sign-in?refused=${code}`;
