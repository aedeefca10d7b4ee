import type { StorageView, TeamShare } from "@/lib/storage/schema";
import type { StorageRecord } from "@/lib/storage/service";

/** By code; projects that have nothing are left out. */
const presentShare = (share: TeamShare, projects: StorageRecord["projects"]) => ({
  ...{ referenceCount: share.referenceCount, references: share.references },
  releasedCount: share.releasedCount,
  unusedReferences: share.unusedReferences,
  projects: projects.flatMap(({ id, name, code }) => {
    const found = share.projects.find(({ projectId }) => projectId === id);
    return found ? [{ ...found, name, code }] : [];
  }),
});

/** Names every field that leaves the server. */
export const presentStorage = ({ underWay, look, free, projects }: StorageRecord): StorageView => ({
  underWay,
  look: look && {
    ...{ at: look.at.toISOString(), unused: look.unused },
    share: presentShare(look.share, projects),
  },
  free: free && {
    ...{ at: free.at.toISOString(), freed: free.freed },
    ...{ releasedCount: free.releasedCount, referenceCount: free.referenceCount },
    stayedCount: free.stayedCount,
  },
});
