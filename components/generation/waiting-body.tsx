import { useTranslations } from "next-intl";
import { useState } from "react";
import { Mosaic } from "@/components/generation/mosaic";
import { nextProgressPercent, secondsLeft } from "@/components/generation/progress";
import { useNow } from "@/components/generation/use-now";
import { Progress } from "@/components/ui/progress";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

export type WaitingKind = "queued" | "sent" | "rendering" | "saving";

/** Read out at most every ten seconds. */
const SPOKEN_STEP_SECONDS = 10;

type WaitingBodyProps = { generation: GenerationView; variant: VariantView; kind: WaitingKind };

function useProgress({ generation, variant, kind }: WaitingBodyProps) {
  const now = useNow();
  const { progressPercent: gatewayPercent, submittedAt } = variant;
  const { typicalMs } = generation;
  const elapsedMs = submittedAt && now ? now - Date.parse(submittedAt) : 0;
  const [shown, setShown] = useState(0);
  const percent = nextProgressPercent(shown, { gatewayPercent, elapsedMs, typicalMs });
  // Remembered, so that a later median of a longer run cannot pull the bar back.
  if (percent > shown) setShown(percent);
  const seconds = submittedAt && now ? secondsLeft({ elapsedMs, typicalMs }) : null;
  return kind === "saving" ? { percent: 100, seconds: null } : { percent, seconds };
}

export function WaitingBody(props: WaitingBodyProps) {
  const { generation, variant, kind } = props;
  const t = useTranslations("feed");
  const { percent, seconds } = useProgress(props);
  const spoken = seconds && Math.ceil(seconds / SPOKEN_STEP_SECONDS) * SPOKEN_STEP_SECONDS;
  const word = t(`state.${kind}`);
  return (
    <>
      <Mosaic references={generation.references} turn={variant.cell} />
      <div className="absolute inset-x-0 bottom-0 px-2.5 pb-[9px] max-tablet:px-3.5 max-tablet:pb-3.5">
        <p className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-2 text-small">
          <span>{word}</span>
          {seconds ? (
            <span className="font-mono text-slug" aria-hidden="true">
              {t("about", { count: seconds })}
            </span>
          ) : null}
        </p>
        <Progress
          percent={percent}
          label={word}
          {...(spoken && { text: t("aboutLeft", { count: spoken }) })}
        />
      </div>
    </>
  );
}
