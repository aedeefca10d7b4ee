import type { CollectionView } from "@/lib/collection/schema";
import type { CollectionRecord } from "@/lib/ports/collection-repository";

/** Names every field that leaves the server. */
export const presentCollection = (record: CollectionRecord): CollectionView => ({
  id: record.id,
  name: record.name,
  description: record.description,
  search: record.search,
  imageCount: record.search === null ? record.imageCount : null,
  coverImageId: record.chosenCoverId ?? record.firstImageId,
  isCoverChosen: record.chosenCoverId !== null,
  changedAt: record.changedAt.toISOString(),
});
