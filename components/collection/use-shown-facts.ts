import { useQuery } from "@tanstack/react-query";
import { searchFor } from "@/lib/collection/policy";
import type { CollectionView } from "@/lib/collection/schema";
import { libraryDaysQuery, readLibraryIds } from "@/lib/library/queries";

/** How many pictures a collection has and which stands for it. Those of a live one are found by the library. */
export function useShownFacts({ id, search, imageCount, coverImageId }: CollectionView): {
  imageCount: number | null;
  coverImageId: string | null;
} {
  const view = { q: searchFor(id), isStacked: false };
  const isLive = search !== null;
  const { data: list } = useQuery({ ...libraryDaysQuery(view), enabled: isLive });
  const [newest] = list?.days ?? [];
  const { data: first } = useQuery({
    queryKey: ["collection", "first", id, list?.asOf],
    queryFn: ({ signal }) => {
      const [from, to, asOf] = [newest?.day ?? "", newest?.day ?? "", list?.asOf ?? ""];
      return readLibraryIds({ ...view, from, to, asOf, offset: 0, limit: 1 }, signal);
    },
    enabled: isLive && coverImageId === null && newest !== undefined,
  });
  if (!isLive) return { imageCount, coverImageId };
  return { imageCount: list?.total ?? null, coverImageId: coverImageId ?? first?.[0] ?? null };
}
