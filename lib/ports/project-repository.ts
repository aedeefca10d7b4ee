export type ProjectRecord = { id: string; name: string; code: string };

export interface ProjectRepository {
  /** Null when a project of the team has the code already. */
  create(teamId: string, project: ProjectRecord): Promise<ProjectRecord | null>;
  /** Null when the team has no such project. */
  rename(teamId: string, projectId: string, name: string): Promise<ProjectRecord | null>;
  /** What the person chose last. False when the team has no such project. */
  choose(member: { userId: string; teamId: string }, projectId: string): Promise<boolean>;
}
