import { type ReactNode, useId } from "react";
import { CountStepper } from "@/components/composer/count-stepper";
import { type Generate, GenerateButton, useBlockText } from "@/components/composer/generate-button";
import { ModelControl } from "@/components/composer/model-control";
import { RatioControl } from "@/components/composer/ratio-control";
import { ResolutionControl } from "@/components/composer/resolution-control";
import type { Composer } from "@/components/composer/use-composer";
import { inFirstPaint, onDemand } from "@/components/ui/on-demand";

const ContinueButton = inFirstPaint(
  async () => (await import("@/components/composer/continue-button")).ContinueButton,
);
const TypicalTime = onDemand(
  async () => (await import("@/components/composer/typical-time")).TypicalTime,
);

type ControlRowProps = { composer: Composer; destination: ReactNode; generate: Generate };

/** The letters of the first control stand under those of the prompt. */
export function ControlRow({ composer, destination, generate }: ControlRowProps) {
  const reason = useBlockText(composer)("fresh");
  const timeId = useId();
  return (
    <div className="-ms-3 flex min-h-9 flex-wrap items-center gap-y-2">
      <RatioControl composer={composer} />
      <ResolutionControl composer={composer} />
      <CountStepper composer={composer} />
      <ModelControl composer={composer} />
      {destination}
      {reason ? (
        <p className="min-w-0 flex-1 px-3 text-end text-ink-3 text-small">{reason}</p>
      ) : (
        // Takes the room that is left and no more: nothing moves when the time arrives.
        <p id={timeId} className="@container min-w-0 flex-1 text-end text-ink-3 text-small">
          <TypicalTime composer={composer} />
        </p>
      )}
      {/* Together and at the end, also where they have a line of their own. */}
      <div className="ms-auto flex items-center gap-y-2 max-tablet:w-full max-tablet:flex-wrap max-tablet:ps-3">
        {composer.state.staged ? <ContinueButton {...{ composer, generate }} /> : null}
        <GenerateButton
          composer={composer}
          generate={generate}
          describedBy={reason ? undefined : timeId}
          className="max-tablet:w-full max-desk:[&_[aria-hidden]]:hidden"
        />
      </div>
    </div>
  );
}
