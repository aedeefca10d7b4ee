import { deviceOf } from "@/lib/account/policy/device";
import type { Viewer } from "@/lib/account/schema";
import type { FactorView } from "@/lib/account/schema/own-factors";
import type { DeviceView } from "@/lib/account/schema/profile";
import {
  SERVICE_IDS,
  type ServiceView,
  type SignInService,
} from "@/lib/account/schema/sign-in-service";
import type { FactorState } from "@/lib/account/service/second-factor";
import type { DeviceRecord, ViewerRecord } from "@/lib/ports/account-repository";
import type { OwnIdentity } from "@/lib/ports/identity-repository";
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
  hasPassword: it.hasPassword,
  passkeys: it.passkeys.map(({ id, label, createdAt, lastUsedAt }) => ({
    ...{ id, label },
    addedAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  })),
});

/** Those that are set up, and one that the reader has connected while it was. */
export function presentServices(
  setUp: readonly SignInService[],
  own: readonly OwnIdentity[],
): ServiceView[] {
  return SERVICE_IDS.flatMap((id) => {
    const service = setUp.find((each) => each.id === id);
    const identity = own.find((each) => each.service === id);
    if (!service && !identity) return [];
    const connected = identity && {
      ...{ email: identity.email, since: identity.connectedAt.toISOString() },
    };
    return {
      ...{ id, name: service?.name ?? id, isSetUp: Boolean(service) },
      connected: connected ?? null,
    };
  });
}
