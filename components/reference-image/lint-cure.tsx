import { useTranslations } from "next-intl";
import { focusComposer } from "@/components/composer/focus";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import type { Finding, LintCode } from "@/components/reference-image/lint";
import { useFilePicker } from "@/components/reference-image/use-file-picker";
import { Button } from "@/components/ui/button";
import { nearestRatio } from "@/lib/generation/schema/shapes";

type LintCureProps = { composer: Composer; finding: Finding };

/** The one button that puts a finding right, where there is one. */
export function LintCure({ composer, finding }: LintCureProps) {
  const t = useTranslations("composer.lint");
  const { tray, state } = composer;
  const { code, slots, size } = finding;
  const [slot] = slots;
  const index = slot ? tray.slots.indexOf(slot) : -1;
  const picker = useFilePicker(
    (files) => void tray.add(files.slice(0, 1), { kind: "replace", index }),
  );
  if (!slot) return null;
  const ratio = size
    ? nearestRatio(size.width / size.height, modelOf(state).aspectRatios)
    : state.aspectRatio;
  const inTray = (change: () => void) => () => {
    change();
    focusComposer("references");
  };
  const cures: Record<LintCode, (() => void) | null> = {
    unmentioned: () => composer.mention(slots.map(({ name }) => name)),
    too_many_exact: null,
    exact_late: inTray(() => tray.move(slot.key, 0)),
    duplicate: inTray(() => tray.toggle(slot)),
    too_small: picker.open,
    blurred: picker.open,
    far_ratio:
      ratio === state.aspectRatio ? null : inTray(() => composer.pick({ aspectRatio: ratio })),
  };
  const cure = cures[code];
  return cure && code !== "too_many_exact" ? (
    <>
      <Button kind="quiet" size={26} onClick={cure} className="max-[480px]:min-h-11">
        {t(`${code}.cure`, { count: slots.length, name: `@${slot.name}`, ratio })}
      </Button>
      <input {...picker.inputProps} multiple={false} />
    </>
  ) : null;
}
