import type { Viewer } from "@/lib/account/schema";
import type { ViewerRecord } from "@/lib/ports/account-repository";
import type { ProjectRecord } from "@/lib/ports/project-repository";
import { presentProject } from "@/lib/project/presenter";

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
