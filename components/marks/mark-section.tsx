import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CollectButton } from "@/components/collection/collect-button";
import { pictureCode } from "@/components/generation/formats";
import { markOf, useMadeMarks } from "@/components/marks/made-marks";
import { MarkControls } from "@/components/marks/mark-controls";
import { useMarkKeys } from "@/components/marks/use-mark-keys";
import { useMarking } from "@/components/marks/use-marking";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Tooltip } from "@/components/ui/tooltip";
import { FactsSection } from "@/components/viewer/facts-section";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { tokenText } from "@/lib/library/policy/tokens";
import { generationMarksQuery } from "@/lib/library/queries";
import { libraryPath } from "@/lib/library/schema/paths";

type MarkSectionProps = { generation: GenerationView; variant: VariantView };

/** One's own marks of the picture, and what the team thinks of it. */
export function MarkSection({ generation, variant }: MarkSectionProps) {
  const t = useTranslations("marks");
  useMadeMarks();
  const { data } = useQuery(generationMarksQuery([generation.id]));
  const { mark, rejectOthers, undo } = useMarking();
  const read = data?.marks.find(({ imageId }) => imageId === variant.image?.id);
  const picture = read && { ...read, code: pictureCode(generation.code, variant) };
  useMarkKeys(
    picture
      ? {
          mark: (change) => void mark(picture, change),
          rejectOthers: () => void rejectOthers(picture),
          undo,
        }
      : null,
  );
  if (!picture) return null;
  const { pickedBy, othersStars } = picture;
  return (
    <FactsSection title={t("label")}>
      <div className="-mx-2">
        <MarkControls
          mark={markOf(picture)}
          change={(change) => void mark(picture, change)}
          hasWords={false}
        />
      </div>
      <div className="-mx-2 flex flex-wrap">
        {generation.variants.length > 1 ? (
          <Button
            kind="ghost"
            size={26}
            hint={t("rejectOthersHint")}
            onClick={() => void rejectOthers(picture)}
          >
            {t("rejectOthers")}
          </Button>
        ) : null}
        <Tooltip text={t("alikeHint")}>
          <a
            href={libraryPath(tokenText({ key: "like", value: picture.code, isNot: false }))}
            className={buttonClass({ kind: "ghost", size: 26 })}
          >
            {t("alike")}
          </a>
        </Tooltip>
        <CollectButton imageId={picture.imageId} />
      </div>
      {pickedBy.length > 0 ? (
        <p className="pt-1 text-ink-2 text-small">
          {t("pickedBy", { names: pickedBy.join(", ") })}
        </p>
      ) : null}
      {othersStars > 0 ? (
        <p className="pt-1 text-ink-2 text-small">{t("othersStars", { count: othersStars })}</p>
      ) : null}
    </FactsSection>
  );
}
