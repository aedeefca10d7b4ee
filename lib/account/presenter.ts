import type { Viewer } from "@/lib/account/schema";
import type { FoundViewer } from "@/lib/account/service";
import { presentProject } from "@/lib/project/presenter";

export const presentViewer = ({
  user,
  team,
  role,
  project,
  projects,
  isSandbox,
}: FoundViewer): Viewer => ({
  user: { id: user.id, name: user.name, email: user.email },
  team: { id: team.id, name: team.name },
  role,
  project: presentProject(project),
  projects: projects.map(presentProject),
  gateway: { isSandbox },
});
