import { useTranslations } from "next-intl";
import type { Marking } from "@/components/marks/use-marking";
import { useAnnounce } from "@/components/ui/live-region";
import { showToast } from "@/components/ui/toast";
import { putBackAction, setApartAction } from "@/lib/library/actions";
import type { LibraryPicture } from "@/lib/library/schema";

type NotAlikeOptions = {
  marking: Marking;
  onApart: (imageId: string) => void;
  /** It lies in its stack again. */
  onBack: (imageId: string) => void;
};

/** Takes a picture out of its stack, for the whole team; the way back is with the marks that are undone. */
export function useNotAlike({ marking, onApart, onBack }: NotAlikeOptions) {
  const t = useTranslations("library.stack");
  const announce = useAnnounce();
  return async ({ imageId, code }: LibraryPicture, at: number) => {
    const done = await setApartAction({ imageId }).catch(() => null);
    if (!done?.ok) return void showToast({ text: t("failed") });
    async function takeBack() {
      const back = await putBackAction({ imageId }).catch(() => null);
      if (!back?.ok) return void showToast({ text: t("failed") });
      announce(t("isBack", { code }));
      onBack(imageId);
    }
    const forget = marking.remember({ at, takeBack: () => void takeBack() });
    showToast({
      text: t("isApart", { code }),
      undo: {
        label: t("undo"),
        run() {
          forget();
          void takeBack();
        },
      },
    });
    onApart(imageId);
  };
}
