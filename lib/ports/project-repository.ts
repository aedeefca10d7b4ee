import type { Transaction } from "@/lib/ports/database";

export type ProjectRecord = { id: string; name: string; code: string };

export interface ProjectRepository {
  /** Oldest first. */
  list(teamId: string): Promise<ProjectRecord[]>;
  /** @throws {ConflictError} when a project of the team has the code already: at the end of the transaction. */
  create(tx: Transaction, teamId: string, project: ProjectRecord): Promise<void>;
  /** Answers also with the name until now; null when the team has no such project. */
  rename(
    tx: Transaction,
    place: { teamId: string; projectId: string },
    name: string,
  ): Promise<{ renamed: ProjectRecord; nameBefore: string } | null>;
  /** What the person chose last. False when the team has no such project. */
  choose(member: { userId: string; teamId: string }, projectId: string): Promise<boolean>;
}
