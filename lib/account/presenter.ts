import type { Viewer } from "@/lib/account/schema";
import type { ViewerRecord } from "@/lib/ports/account-repository";

export const presentViewer = ({
  user,
  team,
  role,
  project,
  isSandbox,
}: ViewerRecord & { isSandbox: boolean }): Viewer => ({
  user: { id: user.id, name: user.name, email: user.email },
  team: { id: team.id, name: team.name },
  role,
  project: { id: project.id, name: project.name, code: project.code },
  gateway: { isSandbox },
});
