import { CHECK_PATIENCE_MS } from "@/lib/gateway-key/policy";
import { accountGroupSchema, type KeysView, type KeyView } from "@/lib/gateway-key/schema";
import type { ListedKeys } from "@/lib/gateway-key/service/serving";
import type { TeamKeyRecord } from "@/lib/ports/team-keys";

const presentKey = (key: TeamKeyRecord, now: Date): KeyView => ({
  id: key.id,
  label: key.label,
  baseUrl: key.baseUrl,
  group: accountGroupSchema.catch("default").parse(key.accountGroup),
  lastFour: key.lastFour,
  fingerprint: key.fingerprint,
  isEnabled: key.isEnabled,
  suspended: key.suspended && {
    code: key.suspended.code,
    nextLookAt: key.suspended.nextProbeAt.toISOString(),
  },
  isChecking:
    key.checkAskedAt !== null && now.getTime() - key.checkAskedAt.getTime() < CHECK_PATIENCE_MS,
  check: key.check && {
    code: key.check.code,
    at: key.check.at.toISOString(),
    modelCount: key.check.modelCount,
  },
  balances: key.balances
    .flatMap(({ at, remainingCredits }) =>
      remainingCredits === null ? [] : { at: at.toISOString(), credits: remainingCredits },
    )
    .reverse(),
  underWayCount: key.underWayCount,
});

export const presentKeys = (listed: ListedKeys): KeysView => {
  const { keys, settings, chosenId, serving, projects, now } = listed;
  return {
    keys: keys.map((key) => presentKey(key, now)),
    settings: settings && {
      isSandbox: settings.key.source === "sandbox",
      label: settings.key.label,
      host: new URL(settings.connection.baseUrl).host,
    },
    chosenId,
    servingId: serving?.key.source === "team" ? serving.key.id : null,
    projects: projects.map(({ id, name, code, keyId }) => ({ id, name, code, keyId })),
  };
};
