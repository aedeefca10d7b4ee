import { deviceOf } from "@/lib/account/policy/device";
import type { Viewer } from "@/lib/account/schema";
import type { FactorView } from "@/lib/account/schema/own-factors";
import type { DeviceView } from "@/lib/account/schema/profile";
import type { FactorState } from "@/lib/account/service/second-factor";
import type { DeviceRecord, ViewerRecord } from "@/lib/ports/account-repository";
import type { ProjectRecord } from "@/lib/ports/project-repository";
import { presentProject } from "@/lib/project/presenter";
import type { Actor } from "@/lib/shared/actor";

export const presentViewer = ({
  user,
  keyboard,
  team,
  role,
  project,
  projects,
  isSandbox,
}: ViewerRecord & { project: ProjectRecord; isSandbox: boolean }): Viewer => ({
  user: { id: user.id, name: user.name, email: user.email },
  keyboard: { hasSingleKeys: keyboard.hasSingleKeys, chords: keyboard.chords },
  team: { id: team.id, name: team.name },
  role,
  project: presentProject(project),
  projects: projects.map(presentProject),
  gateway: { isSandbox },
});

/** The header itself stays here: it is whatever a browser has sent. */
export const presentDevice = (
  { id, userAgent, createdAt, lastSeenAt }: DeviceRecord,
  { sessionId: here }: Actor,
): DeviceView => ({
  sessionId: id,
  ...deviceOf(userAgent),
  signedInAt: createdAt.toISOString(),
  lastSeenAt: lastSeenAt.toISOString(),
  isThis: id === here,
});

export const presentFactor = (it: FactorState): FactorView => ({
  since: it.since?.toISOString() ?? null,
  recoveryCodesLeft: it.recoveryCodesLeft,
  isRequired: it.isRequired,
  passkeys: it.passkeys.map(({ id, label, createdAt, lastUsedAt }) => ({
    ...{ id, label },
    addedAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  })),
});
