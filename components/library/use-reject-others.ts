import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Marking } from "@/components/marks/use-marking";
import { showToast } from "@/components/ui/toast";
import { libraryStackQuery } from "@/lib/library/queries";
import type { LibraryPicture } from "@/lib/library/schema";

/** Keeps one picture: of its stack where it lies in one, else of its run. */
export function useRejectOthers(marking: Marking, q: string) {
  const t = useTranslations("marks");
  const queryClient = useQueryClient();
  return async (picture: LibraryPicture, at: number) => {
    if (picture.stackCount === 1) return marking.rejectOthers(picture, at);
    const stack = libraryStackQuery(q, picture.imageId);
    const read = await queryClient.fetchQuery({ ...stack, staleTime: 0 }).catch(() => null);
    if (!read) return void showToast({ text: t("failed") });
    return marking.keepOf(read.pictures, picture, at);
  };
}
