import { useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { focusComposer } from "@/components/composer/focus";
import type { Composer } from "@/components/composer/use-composer";
import { putAside } from "@/components/made-before/put-aside";
import { StripPrint } from "@/components/made-before/strip-print";
import { useMadeBefore, useQuestion } from "@/components/made-before/use-made-before";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { useAnnounce } from "@/components/ui/live-region";
import { showToast } from "@/components/ui/toast";
import { generationQuery } from "@/lib/generation/queries";
import type { MadeBeforeRequest, PictureMadeBefore } from "@/lib/library/schema/made-before";

type TeamStripProps = { composer: Composer; className?: string };

/** What the team already made of texts and references like these. It asks for nothing, and moves nothing. */
export function TeamStrip(props: TeamStripProps) {
  const { question, hush } = useQuestion(props.composer);
  return question ? <Found {...props} question={question} hush={hush} /> : null;
}

type FoundProps = TeamStripProps & { question: MadeBeforeRequest; hush: () => void };

function Found({ composer, className, question, hush }: FoundProps) {
  const t = useTranslations("composer.madeBefore");
  const pictures = useMadeBefore(question);
  const recall = useRecall(composer);
  useAnnouncement(pictures.length);
  if (pictures.length === 0) return null;

  const dismiss = () => {
    putAside(pictures.map(({ generationId }) => generationId));
    hush();
    focusComposer("prompt");
  };
  const open = ({ generationId, variantId }: PictureMadeBefore) => {
    // On a phone the sheet would lie over the picture.
    composer.setIsSheetOpen(false);
    composer.openPicture({ generationId, variantId });
  };
  return (
    <section
      aria-label={t("title")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        dismiss();
      }}
      className={cn("flex flex-wrap items-center gap-x-3 gap-y-1.5", className)}
    >
      <p className="text-ink-2 text-small">{t("title")}</p>
      <ul className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        {pictures.map((picture) => (
          <StripPrint
            key={picture.imageId}
            picture={picture}
            open={() => open(picture)}
            recall={() => void recall(picture)}
          />
        ))}
      </ul>
      <IconButton
        icon={X}
        size={26}
        label={t("dismiss")}
        onClick={dismiss}
        className="ms-auto max-[480px]:size-11"
      />
    </section>
  );
}

function useRecall({ recall }: Composer) {
  const t = useTranslations("composer.madeBefore");
  const queryClient = useQueryClient();
  return ({ generationId, code }: PictureMadeBefore) =>
    queryClient.ensureQueryData(generationQuery(generationId)).then(
      (generation) => recall(generation, "prompt"),
      () => showToast({ text: t("failed", { code }) }),
    );
}

/** Once, when it comes: not with every word that changes what is in it. */
function useAnnouncement(count: number): void {
  const t = useTranslations("composer.madeBefore");
  const announce = useAnnounce();
  const isShown = count > 0;
  const say = useEffectEvent(() => announce(t("announce", { count })));
  useEffect(() => {
    if (isShown) say();
  }, [isShown]);
}
