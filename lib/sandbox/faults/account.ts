import type { Socket } from "node:net";
import {
  type Answer,
  html,
  internalError,
  json,
  paymentRequired,
  rateLimitExceeded,
  reset,
  unauthorized,
} from "@/lib/sandbox/answers";
import type { Call } from "@/lib/sandbox/call";
import type { Asked, Fault, FaultTable, Stored } from "@/lib/sandbox/faults/fault";
import { counterOfKeys, untilWaited } from "@/lib/sandbox/faults/turns";
import { silence } from "@/lib/sandbox/faults/wire";

/** Calls of a key that go well before its trouble begins. */
const GOOD_CALLS = 5;
const GOOD_CREATES = 10;
const GOOD_UPLOADS = 9;
const BAD_UPLOADS = 5;
const MAINTENANCE_MS = 2 * 3_600_000;
const OLD_KEY_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** What fits into one packet of a usual network. */
const PACKET_BYTES = 1_400;
const CONNECTIONS_MAX = 5;

/** Section 5 of the catalogue, where it is the gateway that is at fault. */
export const accountFaults = (): FaultTable => ({
  M01: { call: revokeMidway() },
  M02: quotaMidway(),
  M03: { call: expireKey() },
  M05: skewedBy(DAY_MS),
  M05b: skewedBy(-DAY_MS),
  M07: { call: maintain() },
  M10: { call: hangOnLargeBody },
  M11: { call: limitConnections() },
  M12: { upload: oncePerPicture(() => reset) },
  M13: { upload: oncePerPicture(forgetUpload) },
  M14: { upload: giveOneUrl() },
  M15: { upload: breakInMiddle() },
});

/** An account without money says so when it is asked. */
export function showEmptyBalance({ url }: Pick<Call, "url">) {
  if (!url.pathname.endsWith("/balance")) return null;
  return json(200, {
    success: true,
    remain_balance: 0,
    used_balance: 50,
    remain_credits: 0,
    used_credits: 10_000,
    credits_per_usd: 200,
    unlimited_quota: false,
  });
}

function revokeMidway() {
  const count = counterOfKeys();
  return ({ key }: Call) => (count(key.label) > GOOD_CALLS ? unauthorized() : null);
}

function quotaMidway(): Fault {
  const count = counterOfKeys();
  let isEmpty = false;
  return {
    refuse({ call }) {
      isEmpty ||= count(call.key.label) > GOOD_CREATES;
      return isEmpty ? paymentRequired() : null;
    },
    call: (call) => (isEmpty ? showEmptyBalance(call) : null),
  };
}

/** A key that was replaced is good for a minute from its first call on. */
function expireKey() {
  const firstAt = new Map<string, number>();
  return ({ key, sandbox: { now, clock } }: Call) => {
    const first = firstAt.get(key.label) ?? now();
    firstAt.set(key.label, first);
    return now() - first > clock.scaled(OLD_KEY_MS) ? unauthorized() : null;
  };
}

/** Every answer carries the wrong day, and each variant is once put off by a date of that clock. */
function skewedBy(skewMs: number): Fault {
  return {
    call({ response, sandbox }) {
      response.setHeader("date", new Date(sandbox.now() + skewMs).toUTCString());
      return null;
    },
    // Both dates of one moment: read at two, a second may pass between them.
    refuse: untilWaited(3_000, ({ at }: Asked) =>
      rateLimitExceeded({
        date: new Date(at + skewMs).toUTCString(),
        "retry-after": new Date(at + skewMs + 3_000).toUTCString(),
      }),
    ),
  };
}

function maintain() {
  const count = counterOfKeys();
  let beganAt: number | null = null;
  return ({ key, sandbox: { now, clock } }: Call) => {
    if (count(key.label) <= GOOD_CALLS) return null;
    beganAt ??= now();
    const isOver = now() - beganAt > clock.scaled(MAINTENANCE_MS);
    return isOver ? null : html(503, "Under maintenance");
  };
}

/** Only small packets pass: the rest of a large body never arrives. */
const hangOnLargeBody = ({ request, sandbox }: Call) =>
  Number(request.headers["content-length"] ?? 0) > PACKET_BYTES ? silence(sandbox.clock) : null;

function limitConnections() {
  const open = new Set<Socket>();
  return ({ request: { socket } }: Call) => {
    if (open.has(socket)) return null;
    if (open.size >= CONNECTIONS_MAX) return reset;
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    return null;
  };
}

/** The first upload of each picture goes wrong, a repeat is good. */
function oncePerPicture(fail: (stored: Stored) => Answer) {
  const seen = new Set<string>();
  return (stored: Stored) => {
    if (seen.has(stored.sha256)) return null;
    seen.add(stored.sha256);
    return fail(stored);
  };
}

/** The address is a dead one before anybody uses it. */
function forgetUpload({ answer, forget }: Stored) {
  forget();
  return answer;
}

function giveOneUrl() {
  let first: Answer | null = null;
  return ({ answer }: Stored) => {
    first ??= answer;
    return first;
  };
}

function breakInMiddle() {
  let turn = 0;
  return () => {
    turn += 1;
    const isGood = turn <= GOOD_UPLOADS || turn > GOOD_UPLOADS + BAD_UPLOADS;
    return isGood ? null : internalError();
  };
}
