import "server-only";

import { PLACE_TRIES } from "@/lib/account/policy";
import type { PasskeyRequest, PasskeySignIn } from "@/lib/account/schema/passkey";
import {
  checkPasskey,
  type PasskeyPorts,
  type PasskeyRefusal,
} from "@/lib/account/service/check-passkey";
import { noteFailedSignIn } from "@/lib/account/service/failed-sign-in";
import { FOR_DOOR, forSecondStep, newChallenge } from "@/lib/account/service/passkey-challenge";
import { type SessionPorts, startSession } from "@/lib/account/service/start-session";
import type { Ports } from "@/lib/ports/ports";
import { err, ok, type Result } from "@/lib/shared/result";

type DoorPorts = PasskeyPorts & Pick<Ports, "secondFactors">;
export type PasskeySignInRefusal = PasskeyRefusal | { code: "step_expired" };
type Begun = Result<
  PasskeyRequest,
  { code: "too_many_tries"; waitSeconds: number } | { code: "step_expired" }
>;

/** What a browser at the door asks a device for. After a password: one of that person's passkeys. */
export async function beginPasskeySignIn(
  ports: DoorPorts,
  { ticket, client }: { ticket: string | null; client: string },
): Promise<Begun> {
  const waitSeconds = await waitAt(ports, client);
  if (waitSeconds > 0) return err({ code: "too_many_tries", waitSeconds });
  if (ticket === null) {
    const challenge = await newChallenge(ports, FOR_DOOR);
    return ok(ports.passkeyCeremonies.request({ challenge, allowed: [] }));
  }
  const person = await findPending(ports, ticket);
  if (!person) return err({ code: "step_expired" });
  const allowed = await ports.passkeys.list(person.id);
  const challenge = await newChallenge(ports, forSecondStep(ticket));
  return ok(ports.passkeyCeremonies.request({ challenge, allowed }));
}

/** A passkey alone is two factors: the device, and what unlocks it. After a password it is the second one. */
export async function passPasskey(
  ports: DoorPorts & SessionPorts,
  { ticket, passkey, userAgent, client }: PasskeySignIn & { userAgent: string; client: string },
): Promise<Result<{ userId: string; sessionSecret: string }, PasskeySignInRefusal>> {
  const waitSeconds = await waitAt(ports, client);
  if (waitSeconds > 0) return err({ code: "too_many_tries", waitSeconds });
  const person = ticket === null ? null : await findPending(ports, ticket);
  if (ticket !== null && !person) return err({ code: "step_expired" });
  const purpose = ticket === null ? FOR_DOOR : forSecondStep(ticket);
  const asked = { purpose, client, userId: person?.id ?? null };
  const checked = await checkPasskey(ports, passkey, asked);
  const visit = { address: client, userAgent };
  if (!checked.ok) {
    const { owner, ...refusal } = checked.error;
    if (owner) await noteFailedSignIn(ports, { email: owner.email, user: owner, visit });
    return err(refusal);
  }
  if (ticket !== null && !(await takePending(ports, ticket))) return err({ code: "step_expired" });
  const { id: userId, teamId } = checked.value;
  return ok(await startSession(ports, { userId, teamId, visit }));
}

/** Seconds; the same tries as those of passwords. */
async function waitAt({ clock, throttle }: DoorPorts, client: string): Promise<number> {
  const waitMs = await throttle.take(`sign-in place ${client}`, PLACE_TRIES, clock.now());
  return Math.ceil(waitMs / 1_000);
}

const findPending = ({ clock, secondFactors, tokens }: DoorPorts, ticket: string) =>
  secondFactors.findPending(tokens.hash(ticket), clock.now());
const takePending = ({ clock, secondFactors, tokens }: DoorPorts, ticket: string) =>
  secondFactors.takePending(tokens.hash(ticket), clock.now());
