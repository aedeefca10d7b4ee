import { useTranslations } from "next-intl";
import type { KeyboardEvent, ReactNode } from "react";
import { ControlRow } from "@/components/composer/control-row";
import { type Generate, useBlockText } from "@/components/composer/generate-button";
import { PhoneComposer } from "@/components/composer/phone-composer";
import { PromptField } from "@/components/composer/prompt-field";
import { TrayRow } from "@/components/composer/tray-row";
import {
  type Composer as ComposerValue,
  type StudioBase,
  useComposer,
} from "@/components/composer/use-composer";
import { useComposerCommands } from "@/components/composer/use-composer-commands";
import { useIsPhone } from "@/components/composer/use-is-phone";
import { useWindowDrop } from "@/components/composer/use-window-drop";
import { isPressed } from "@/components/keyboard/listener";
import { historyKeys } from "@/components/prompt-history/history-keys";
import type { Drop } from "@/components/reference-image/drop-tiles";
import { RequestPreview } from "@/components/request-preview/request-preview";
import { COMPOSER_ID } from "@/components/shell/skip-links";
import { cn } from "@/components/ui/cn";
import { useAnnounce } from "@/components/ui/live-region";
import { inFirstPaint, onDemand } from "@/components/ui/on-demand";
import type { GenerationView } from "@/lib/generation/schema";

const RefusalLine = onDemand(
  async () => (await import("@/components/composer/refusal-line")).RefusalLine,
);
const NoticeLine = inFirstPaint(
  async () => (await import("@/components/composer/notice-line")).NoticeLine,
);
const LintLine = inFirstPaint(
  async () => (await import("@/components/reference-image/lint-line")).LintLine,
);
const Extras = onDemand(async () => (await import("@/components/composer/extras")).Extras);

type ComposerProps = {
  base: StudioBase;
  /** Says where what is made lands. */
  destination: ReactNode;
  onCreated: (generations: readonly GenerationView[]) => void;
};

/** Where a picture is asked for: docked under the feed, a strip with a sheet on a phone. */
export function Composer({ base, destination, onCreated }: ComposerProps) {
  const t = useTranslations("composer");
  const composer = useComposer(base);
  const isPhone = useIsPhone();
  const { drop, hold } = useWindowDrop(composer.tray.stage);
  const generate: Generate = (way, { goesFirst } = { goesFirst: false }) =>
    void composer.generate({ way, goesFirst }, onCreated);
  const onKeyDown = useGenerateKey(composer, generate);
  useComposerCommands(composer, generate);
  return (
    <section
      id={COMPOSER_ID}
      tabIndex={-1}
      aria-label={t("label")}
      onKeyDown={onKeyDown}
      onKeyDownCapture={historyKeys(composer.history)}
      className="relative outline-none"
    >
      <PhoneComposer composer={composer} generate={generate} />
      {isPhone ? null : <Docked {...{ composer, destination, generate, drop }} />}
      <Extras composer={composer} hold={hold} />
    </section>
  );
}

type DockedProps = Pick<ComposerProps, "destination"> & {
  composer: ComposerValue;
  generate: Generate;
  drop: Drop | null;
};

function Docked({ composer, destination, generate, drop }: DockedProps) {
  const { state, tray, refused } = composer;
  return (
    <div
      className={cn(
        "relative z-(--z-composer) flex flex-col gap-1.5 bg-tray px-6 py-3 max-[480px]:hidden",
        drop ? "inset-ring-[1.5px] inset-ring-blue-2" : "shadow-tray",
      )}
    >
      {/* It comes by itself, a second after a word: over the tiles it moves none from under the pointer. */}
      <LintLine composer={composer} />
      <TrayRow tray={tray} drop={drop} aside={<RequestPreview composer={composer} />} />
      <PromptField composer={composer} />
      {refused ? <RefusalLine composer={composer} generate={generate} /> : null}
      {state.notice || state.ratioNotice ? <NoticeLine composer={composer} /> : null}
      <ControlRow {...{ composer, destination, generate }} />
    </div>
  );
}

/** Anywhere in the composer, its popovers and its sheet. A held key is one press. */
function useGenerateKey(composer: ComposerValue, generate: Generate) {
  const announce = useAnnounce();
  const blockText = useBlockText(composer);
  return (event: KeyboardEvent) => {
    const isGoOn = isPressed("goOn", event.nativeEvent);
    const goesFirst = isPressed("generateFirst", event.nativeEvent);
    if (!isGoOn && !goesFirst && !isPressed("generate", event.nativeEvent)) return;
    event.preventDefault();
    const way = isGoOn && composer.state.staged ? "staged" : "fresh";
    if (event.repeat) return;
    const reason = blockText(way);
    if (reason) announce(reason);
    else generate(way, { goesFirst });
  };
}
