import { createClock } from "@/lib/sandbox/clock";
import { createDoor } from "@/lib/sandbox/door";
import { createModelBook } from "@/lib/sandbox/models";
import { type SandboxOptions, sandboxOptionsSchema } from "@/lib/sandbox/options";
import { isPublicAddress } from "@/lib/sandbox/references";
import { createRequestLog } from "@/lib/sandbox/request-log";
import { createRevokedKeys } from "@/lib/sandbox/revoked-keys";
import { openStore } from "@/lib/sandbox/store";
import { createTripwire } from "@/lib/sandbox/tripwire";

export type World = ReturnType<typeof openWorld>;

/** What is there before anything goes wrong: what a fault may look at and act on. */
export function openWorld(options: SandboxOptions) {
  const settings = sandboxOptionsSchema.parse(options);
  const clock = createClock({ speed: settings.speed, now: options.now ?? Date.now });
  const { now } = clock;
  return {
    settings,
    clock,
    now,
    isReachable: options.isReachable ?? isPublicAddress,
    store: openStore({ dataDir: settings.dataDir, now }),
    requestLog: createRequestLog(now),
    tripwire: createTripwire(now),
    door: createDoor(),
    models: createModelBook(),
    revokedKeys: createRevokedKeys(),
  };
}
