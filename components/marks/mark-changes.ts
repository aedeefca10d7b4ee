import type { MarkedPicture } from "@/components/marks/made-marks";
import type { MarkChange } from "@/lib/library/schema";

/** The fewest changes that bring pictures to these marks. */
export const changesTo = (marks: readonly MarkedPicture[]): MarkChange[] =>
  [...Map.groupBy(marks, ({ verdict, stars }) => `${verdict}/${stars}`).values()].map((alike) => ({
    imageIds: alike.map(({ imageId }) => imageId),
    verdict: alike[0]?.verdict ?? null,
    stars: alike[0]?.stars ?? 0,
  }));
