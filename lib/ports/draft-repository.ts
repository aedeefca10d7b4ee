import type { Draft } from "@/lib/draft/schema";

export interface DraftRepository {
  find(userId: string, teamId: string): Promise<Draft | null>;
  /** An older draft never replaces a newer one. */
  save(userId: string, teamId: string, draft: Draft): Promise<void>;
}
