import type { Transaction } from "@/lib/ports/database";
import type { Role, Sight } from "@/lib/shared/actor";

export type ProjectRecord = { id: string; name: string; code: string; isClosed: boolean };

/** To whom a project is open beside owners and admins: everybody, or these people. */
export type Openness = { isClosed: boolean; memberIds: string[] };

export type CandidateRecord = { userId: string; name: string; role: Role };

type Place = Sight & { projectId: string };

export interface ProjectRepository {
  /** Oldest first. */
  list(sight: Sight): Promise<ProjectRecord[]>;
  /** @throws {ConflictError} when a project of the team has the code already: at the end of the transaction. */
  create(tx: Transaction, teamId: string, project: Omit<ProjectRecord, "isClosed">): Promise<void>;
  /** Answers also with the name until now; null when the team has no such project. */
  rename(
    tx: Transaction,
    place: Place,
    name: string,
  ): Promise<{ renamed: ProjectRecord; nameBefore: string } | null>;
  /** What the person chose last. False when they see no such project of the team. */
  choose(member: Sight & { userId: string }, projectId: string): Promise<boolean>;
  /** All that the person sees, oldest first. */
  listSeen(sight: Sight): Promise<ProjectRecord[]>;
  /** Null when the person sees no such project of the team. Members are those who are in the team. */
  findOpenness(place: Place): Promise<Openness | null>;
  /**
   * The same; until the end of `tx` nobody else changes who sees any project of the team. `otherOpenCount` is of its other
   * projects that are open to everybody.
   */
  lockOpenness(
    tx: Transaction,
    place: Place,
  ): Promise<(Openness & { name: string; otherOpenCount: number }) | null>;
  /** Answers with the members that it has now: who is not in the team becomes none. */
  setOpenness(tx: Transaction, place: Place, openness: Openness): Promise<string[]>;
  /** Whom a project can be open to: everybody of the team whose role does not see all of them anyway. */
  listCandidates(teamId: string): Promise<CandidateRecord[]>;
}
