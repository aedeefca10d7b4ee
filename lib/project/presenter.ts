import type { ProjectRecord } from "@/lib/ports/project-repository";
import type { ProjectView } from "@/lib/project/schema";

export const presentProject = ({ id, name, code }: ProjectRecord): ProjectView => ({
  id,
  name,
  code,
});
