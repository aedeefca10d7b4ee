export type SavedSearchRecord = { id: string; name: string; text: string };

type Owner = { teamId: string; personId: string };

/** Searches that a person has kept, each under a name of its own. */
export interface SavedSearchRepository {
  /** By name. */
  list(owner: Owner): Promise<SavedSearchRecord[]>;
  /** In the place of another of that name. */
  save(owner: Owner, search: SavedSearchRecord & { at: Date }): Promise<SavedSearchRecord>;
  /** False when the person has none of that id. */
  remove(owner: Owner, id: string): Promise<boolean>;
}
