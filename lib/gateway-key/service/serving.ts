import "server-only";

import { canManageKeys } from "@/lib/gateway-key/policy";
import type { ChooseKey, KeysView } from "@/lib/gateway-key/schema";
import { type ManagePorts, type ManageRefusal, manage } from "@/lib/gateway-key/service/manage";
import { putOnRecord } from "@/lib/gateway-key/service/on-record";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";
import type { TeamKeyRecord } from "@/lib/ports/team-keys";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** Which key new work of the team, or of one project, goes out with. What was pressed keeps its own. */
export const chooseKey = (
  ports: ManagePorts & Pick<Ports, "audit" | "database" | "teamKeys">,
  actor: Actor,
  choice: ChooseKey,
): Promise<Result<null, ManageRefusal | { code: "not_found" }>> =>
  manage<null, { code: "not_found" }>(ports, actor, {
    action: "gateway_key.chosen",
    objectId: choice.projectId ?? actor.teamId,
    run: () =>
      ports.database.transaction(async (tx) => {
        const chosen = await ports.teamKeys.choose(tx, actor.teamId, choice);
        if (!chosen) return err({ code: "not_found" });
        const { of, before, after } = chosen;
        if (before === after) return ok(null);
        const kind = choice.projectId ? "project" : "team";
        await putOnRecord(ports, actor, {
          ...{ tx, action: "key_chosen" },
          object: { kind, id: choice.projectId ?? actor.teamId, label: of },
          ...{ before: { key: before }, after: { key: after } },
        });
        return ok(null);
      }),
  });

export type ListedKeys = {
  keys: TeamKeyRecord[];
  /** The key of the settings, real or sandbox; null when there is none. */
  settings: UsableKey | null;
  chosenId: string | null;
  serving: UsableKey | null;
  projects: KeysView["projects"];
  now: Date;
};

export async function listKeys(
  { clock, connections, teamKeys }: Pick<Ports, "clock" | "connections" | "teamKeys">,
  { role, teamId }: Actor,
): Promise<Result<ListedKeys, { code: "forbidden" }>> {
  if (!canManageKeys(role)) return err({ code: "forbidden" });
  // Without any gateway there is nothing to serve with, and still something to show.
  const none = () => null;
  const [keys, chosenId, projects, settings, serving] = await Promise.all([
    teamKeys.list(teamId),
    teamKeys.findChosenId(teamId),
    teamKeys.listProjects(teamId),
    connections.current().catch(none),
    connections.current({ teamId }).catch(none),
  ]);
  return ok({ keys, settings, chosenId, serving, projects, now: clock.now() });
}
