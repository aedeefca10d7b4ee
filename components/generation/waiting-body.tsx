import { useTranslations } from "next-intl";
import { useState } from "react";
import { CancelButton } from "@/components/generation/cancel-button";
import type { BodyProps } from "@/components/generation/message-body";
import { Mosaic } from "@/components/generation/mosaic";
import { nextProgressPercent, secondsLeft } from "@/components/generation/progress";
import { useAheadCount } from "@/components/generation/use-ahead-count";
import { useNow } from "@/components/generation/use-now";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";

export type WaitingKind = "queued" | "sent" | "rendering" | "slow" | "saving";

/** Read out at most every ten seconds. */
const SPOKEN_STEP_SECONDS = 10;

type WaitingBodyProps = BodyProps & { kind: WaitingKind };

function useProgress({ generation, variant, kind }: WaitingBodyProps) {
  const now = useNow();
  const { progressPercent: gatewayPercent, submittedAt } = variant;
  const { typicalMs } = generation;
  const elapsedMs = submittedAt && now ? now - Date.parse(submittedAt) : 0;
  const [shown, setShown] = useState(0);
  const percent = nextProgressPercent(shown, { gatewayPercent, elapsedMs, typicalMs });
  // Remembered, so that a clock that is put back cannot pull the bar back.
  if (percent > shown) setShown(percent);
  if (kind === "saving") return { percent: 100, seconds: null };
  // The server does not know the hour here: the bar appears where it stands instead of growing from nothing.
  if (!now) return { percent: null, seconds: null };
  return { percent, seconds: submittedAt ? secondsLeft({ elapsedMs, typicalMs }) : null };
}

/** How much is still to come, as far as something true can be said: short, and as it is read out. */
function useOutlook({ variant, kind }: WaitingBodyProps, seconds: number | null) {
  const t = useTranslations("feed");
  const aheadCount = useAheadCount(variant.id);
  if (kind === "queued") {
    const ahead = aheadCount > 0 ? t("ahead", { count: aheadCount }) : null;
    return { shown: ahead, spoken: ahead };
  }
  if (!seconds) return { shown: null, spoken: null };
  const count = Math.ceil(seconds / SPOKEN_STEP_SECONDS) * SPOKEN_STEP_SECONDS;
  return { shown: t("about", { count: seconds }), spoken: t("aboutLeft", { count }) };
}

export function WaitingBody(props: WaitingBodyProps) {
  const { generation, variant, verbs, isInFeed, kind } = props;
  const t = useTranslations("feed");
  const { percent, seconds } = useProgress(props);
  const { shown, spoken } = useOutlook(props, seconds);
  const word = t(`state.${kind}`);
  const isOffered = kind === "slow" || !isInFeed;
  return (
    <>
      <Mosaic references={generation.references} turn={variant.cell} />
      <div
        className={cn(
          "absolute top-2 right-2 rounded-[5px] bg-[color-mix(in_oklch,var(--well)_76%,transparent)]",
          // Out of the way until a hand or the keyboard comes near; a finger has no way to come near.
          !isOffered &&
            "opacity-0 focus-within:opacity-100 group-hover/cell:opacity-100 [@media(hover:none)]:opacity-100",
        )}
      >
        <CancelButton {...{ variant, verbs, isInFeed }} />
      </div>
      <div className="absolute inset-x-0 bottom-0 px-2.5 pb-[9px] max-tablet:px-3.5 max-tablet:pb-3.5">
        <p className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-2 text-small">
          <span>{word}</span>
          {shown ? (
            <span className="font-mono text-slug" aria-hidden="true">
              {shown}
            </span>
          ) : null}
        </p>
        <Progress percent={percent} label={word} {...(spoken && { text: spoken })} />
      </div>
    </>
  );
}
