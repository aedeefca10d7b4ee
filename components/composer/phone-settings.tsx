import { useTranslations } from "next-intl";
import { CountStepper } from "@/components/composer/count-stepper";
import { FollowSwitch } from "@/components/composer/follow-switch";
import { ModelControl } from "@/components/composer/model-control";
import { walkRadios } from "@/components/composer/radio-keys";
import { RatioTile } from "@/components/composer/ratio-tile";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { cn } from "@/components/ui/cn";

/** Everything lies open: on a phone nothing has room to hang from. */
export function PhoneSettings({ composer }: { composer: Composer }) {
  const t = useTranslations("composer");
  const { state, pick } = composer;
  return (
    <div className="flex flex-col gap-3">
      <p aria-hidden="true" className="text-ink-2 text-small">
        {t("shape")}
      </p>
      <div
        role="radiogroup"
        aria-label={t("aspectRatio")}
        onKeyDown={walkRadios}
        className="-mx-4 flex gap-0.5 overflow-x-auto px-4"
      >
        {modelOf(state).aspectRatios.map((ratio) => (
          <RatioTile
            key={ratio}
            ratio={ratio}
            isChosen={ratio === state.aspectRatio}
            choose={() => pick({ aspectRatio: ratio })}
          />
        ))}
      </div>
      <FollowSwitch composer={composer} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Resolutions composer={composer} />
        <ModelControl composer={composer} />
        <div className="rounded-control bg-press">
          <CountStepper composer={composer} />
        </div>
      </div>
    </div>
  );
}

function Resolutions({ composer: { state, pick } }: { composer: Composer }) {
  const t = useTranslations("composer");
  return (
    <div
      role="radiogroup"
      aria-label={t("resolution")}
      onKeyDown={walkRadios}
      className="flex gap-2"
    >
      {modelOf(state).resolutions.map((resolution) => (
        // biome-ignore lint/a11y/useSemanticElements: arrows walk without choosing, which a native radio cannot
        <button
          key={resolution}
          type="button"
          role="radio"
          aria-checked={resolution === state.resolution}
          tabIndex={resolution === state.resolution ? 0 : -1}
          onClick={() => pick({ resolution })}
          className={cn(
            "h-11 min-w-11 rounded-control px-3",
            resolution === state.resolution ? "bg-select text-blue" : "bg-press text-ink-2",
          )}
        >
          {resolution}
        </button>
      ))}
    </div>
  );
}
