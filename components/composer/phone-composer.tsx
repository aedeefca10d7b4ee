import { useTranslations } from "next-intl";
import { useRef } from "react";
import { type Generate, GenerateButton } from "@/components/composer/generate-button";
import type { Composer } from "@/components/composer/use-composer";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { SlotPicture } from "@/components/reference-image/slot-picture";
import { onDemand } from "@/components/ui/on-demand";

const PhoneSheet = onDemand(
  async () => (await import("@/components/composer/phone-sheet")).PhoneSheet,
);

type PhoneComposerProps = { composer: Composer; generate: Generate };

/** A strip of 60 px: what is in the composer, and Generate. It opens a sheet with all of it. */
export function PhoneComposer({ composer, generate }: PhoneComposerProps) {
  const isOpen = useIsPhone() && composer.isSheetOpen;
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <div className="hidden h-[60px] items-center gap-3 bg-tray px-4 shadow-tray max-[480px]:flex">
      <button
        ref={trigger}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => composer.setIsSheetOpen(true)}
        className="flex h-11 min-w-0 flex-1 items-center gap-3 rounded-control text-start"
      >
        <Summary composer={composer} />
      </button>
      {isOpen ? (
        <PhoneSheet
          composer={composer}
          generate={generate}
          close={() => composer.setIsSheetOpen(false)}
          onClosed={() => trigger.current?.focus()}
        />
      ) : null}
      <GenerateButton composer={composer} generate={generate} />
    </div>
  );
}

function Summary({ composer: { state } }: { composer: Composer }) {
  const t = useTranslations("composer");
  const [first] = state.slots;
  return (
    <>
      {first ? (
        <span className="relative grid size-9 flex-none place-items-center overflow-hidden rounded-print bg-well text-red">
          <SlotPicture slot={first} />
          <span className="absolute start-0 top-0 min-w-[17px] rounded-ee-[3px] bg-tray px-1 text-center font-[560] font-mono text-[10.5px]/[16px] text-ink">
            {state.slots.length}
          </span>
        </span>
      ) : null}
      <span className={state.prompt ? "truncate" : "truncate text-ink-3"}>
        {state.prompt || t("placeholder")}
      </span>
    </>
  );
}
