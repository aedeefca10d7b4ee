import { daysLeft } from "@/lib/bin/policy";
import type { BinnedPicture, BinPage } from "@/lib/bin/schema";
import type { BinnedRecord, BinPlace } from "@/lib/ports/bin-repository";

/** Names every field that leaves the server. */
const presentBinned = (record: BinnedRecord, now: Date): BinnedPicture => ({
  imageId: record.imageId,
  code: record.code,
  prompt: record.promptAsTyped,
  authorName: record.authorName,
  binnedAt: record.binnedAt.toISOString(),
  binnedByName: record.binnedByName,
  daysLeft: daysLeft(record.binnedAt, now),
  width: record.width,
  height: record.height,
  aspectRatio: record.aspectRatio,
  sizeBytes: record.sizeBytes,
  thumbhash: record.thumbhash && Buffer.from(record.thumbhash).toString("base64"),
});

type Listed = {
  pictures: readonly BinnedRecord[];
  next: BinPlace | null;
  total: BinPage["total"];
  now: Date;
};

export const presentBin = ({ pictures, next, total, now }: Listed): BinPage => ({
  pictures: pictures.map((record) => presentBinned(record, now)),
  nextCursor:
    next && Buffer.from(`${next.binnedAt.toISOString()}|${next.imageId}`).toString("base64url"),
  total: { count: total.count, sizeBytes: total.sizeBytes },
  asOf: now.toISOString(),
});
