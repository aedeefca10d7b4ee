import { useTranslations } from "next-intl";
import { isDone } from "@/components/generation/cells";
import { pictureCode } from "@/components/generation/formats";
import { Picture } from "@/components/generation/picture";
import { useCellState } from "@/components/generation/use-cell-state";
import type { FeedVerbs } from "@/components/generation/verbs";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type InspectorPrintProps = { generation: GenerationView; variant: VariantView; verbs: FeedVerbs };

const PLACE = "relative h-[155px] w-[124px] flex-none overflow-hidden rounded-print bg-well";

/** Leads to the viewer; what is no picture yet says what it is. */
export function InspectorPrint({ generation, variant, verbs }: InspectorPrintProps) {
  const t = useTranslations("viewer.inspector");
  const { image } = variant;
  const code = pictureCode(generation.code, variant);
  return (
    <button
      type="button"
      aria-label={t("open", { code })}
      onClick={() => verbs.open(generation, variant)}
      className={PLACE}
    >
      {image && isDone(variant) ? (
        <Picture key={image.id} image={image} alt="" sizes="124px" fit="contain" />
      ) : (
        <State {...{ generation, variant }} />
      )}
    </button>
  );
}

function State({ generation, variant }: Omit<InspectorPrintProps, "verbs">) {
  const t = useTranslations("feed");
  const state = useCellState(generation, variant);
  return (
    <span className="absolute inset-0 grid place-content-center p-2 text-balance text-center text-ink-2 text-small">
      {state.kind === "failed" ? t(`failure.${state.code}.title`) : t(`state.${state.kind}`)}
    </span>
  );
}
