import { Check, type LucideIcon, Star, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ShortcutId } from "@/components/keyboard/shortcuts";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { KeyCap } from "@/components/ui/key-cap";
import { Tooltip } from "@/components/ui/tooltip";
import type { Mark } from "@/lib/library/schema";
import { STARS_MAX } from "@/lib/library/schema/facts";

type MarkControlsProps = {
  mark: Mark;
  change: (change: Partial<Mark>) => void;
  /** Words beside the icons, where there is room for them. */
  hasWords: boolean;
};

/** What one thinks of a picture: two verdicts, of which a second press takes one off, and stars between them. */
export function MarkControls({ mark, change, hasWords }: MarkControlsProps) {
  const { verdict } = mark;
  const press = (given: "pick" | "reject") => change({ verdict: verdict === given ? null : given });
  return (
    <div className="flex items-center gap-2 max-tablet:w-full max-tablet:justify-between">
      <Verdict
        icon={X}
        name="reject"
        shortcut="markReject"
        isOn={verdict === "reject"}
        {...{ press, hasWords }}
      />
      <Stars stars={mark.stars} change={change} />
      <Verdict
        icon={Check}
        name="pick"
        shortcut="markPick"
        isOn={verdict === "pick"}
        {...{ press, hasWords }}
      />
    </div>
  );
}

type VerdictProps = {
  icon: LucideIcon;
  name: "pick" | "reject";
  shortcut: ShortcutId;
  isOn: boolean;
  press: (name: "pick" | "reject") => void;
  hasWords: boolean;
};

function Verdict({ icon: Icon, name, shortcut, isOn, press, hasWords }: VerdictProps) {
  const t = useTranslations("marks");
  const keys = useKeys(shortcut);
  const button = (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={hasWords ? undefined : t(name)}
      onClick={() => press(name)}
      className={cn(
        buttonClass({ kind: isOn ? "quiet" : "ghost", isSquare: !hasWords }),
        hasWords && "max-tablet:size-11 max-tablet:p-0",
        isOn && (name === "pick" ? "text-green" : "text-red"),
      )}
    >
      <Icon className={cn("max-tablet:size-5", isOn && "stroke-2")} />
      {hasWords ? <span className="max-tablet:sr-only">{t(name)}</span> : null}
      {hasWords && keys ? <KeyCap keys={keys} isBare className="max-tablet:hidden" /> : null}
    </button>
  );
  return hasWords ? (
    button
  ) : (
    <Tooltip text={t(name)} keys={keys}>
      {button}
    </Tooltip>
  );
}

type StarsProps = { stars: number; change: MarkControlsProps["change"] };

function Stars({ stars, change }: StarsProps) {
  const t = useTranslations("marks");
  return (
    <fieldset className="flex">
      <legend className="sr-only">{t("stars")}</legend>
      {Array.from({ length: STARS_MAX }, (_, index) => index + 1).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === stars}
          aria-label={t("setStars", { count: each })}
          title={t("setStars", { count: each })}
          onClick={() => change({ stars: each === stars ? 0 : each })}
          className={cn(
            "grid h-8 w-[26px] place-items-center rounded-[5px] hover:bg-hover hover:text-ink max-tablet:size-11",
            each <= stars ? "text-ink" : "text-ink-3",
          )}
        >
          <Star className={cn("size-4", each <= stars && "fill-current")} />
        </button>
      ))}
    </fieldset>
  );
}
