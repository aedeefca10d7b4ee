import {
  ArrowLeftRight,
  Blend,
  Columns2,
  FlipHorizontal,
  type LucideIcon,
  SeparatorVertical,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { COMPARE_MODES, type CompareMode } from "@/components/compare/compare-modes";
import { walkRadios } from "@/components/composer/radio-keys";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { KeyCap } from "@/components/ui/key-cap";
import type { Zoom } from "@/components/viewer/use-zoom";
import { ZoomControls } from "@/components/viewer/zoom-controls";

const ICON: Record<CompareMode, LucideIcon> = {
  side: Columns2,
  slider: SeparatorVertical,
  flip: FlipHorizontal,
  difference: Blend,
};

type CompareBarProps = {
  count: number;
  mode: CompareMode;
  setMode: (mode: CompareMode) => void;
  zoom: Zoom;
  swap: () => void;
  /** The way to more pictures. */
  add: ReactNode;
  close: () => void;
};

function Modes({ mode, setMode }: Pick<CompareBarProps, "mode" | "setMode">) {
  const t = useTranslations("compare");
  return (
    <div
      role="radiogroup"
      aria-label={t("mode")}
      onKeyDown={walkRadios}
      className="flex gap-0.5 rounded-control bg-well p-[3px]"
    >
      {COMPARE_MODES.map((each) => {
        const Icon = ICON[each];
        return (
          // biome-ignore lint/a11y/useSemanticElements: arrows walk without choosing, which a native radio cannot
          <button
            key={each}
            type="button"
            role="radio"
            aria-checked={each === mode}
            tabIndex={each === mode ? 0 : -1}
            onClick={() => setMode(each)}
            className={cn(
              "flex h-[26px] items-center gap-1.5 rounded-[5px] px-2 font-medium text-small max-tablet:min-h-11 max-tablet:min-w-11 max-tablet:justify-center",
              each === mode ? "bg-float text-ink" : "text-ink-2 hover:text-ink",
            )}
          >
            <Icon className="size-3.5" />
            <span className="max-laptop:sr-only">{t(`modes.${each}`)}</span>
          </button>
        );
      })}
    </div>
  );
}

export function CompareBar(props: CompareBarProps) {
  const { count, mode, setMode, zoom, swap, add, close } = props;
  const t = useTranslations("compare");
  const nextModeKeys = useKeys("nextMode");
  const isPair = count === 2;
  return (
    <header className="flex min-h-12 flex-none flex-wrap items-center gap-3 border-hair border-b bg-sheet px-3">
      <IconButton icon={X} iconClassName="size-5" label={t("close")} keys="Esc" onClick={close} />
      <h2 className="font-[560] text-[12px]/[18px]">{t("title")}</h2>
      <p className="text-ink-3 text-small max-laptop:hidden">{t("locked", { count })}</p>
      {add}
      <div className="ms-auto flex items-center gap-3">
        {isPair ? (
          <>
            <Modes {...{ mode, setMode }} />
            {nextModeKeys ? (
              <span className="flex items-center gap-1.5 text-ink-3 text-small max-desk:hidden">
                <KeyCap keys={nextModeKeys} />
                {t("nextMode")}
              </span>
            ) : null}
          </>
        ) : null}
        <div className="max-tablet:hidden">
          <ZoomControls zoom={zoom} />
        </div>
        {isPair ? (
          <Button
            kind="ghost"
            size={26}
            icon={ArrowLeftRight}
            onClick={swap}
            className="max-tablet:hidden"
          >
            {t("swap")}
          </Button>
        ) : null}
      </div>
    </header>
  );
}
