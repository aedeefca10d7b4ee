import { CircleDashed, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLayoutEffect, useState } from "react";
import { focusComposer } from "@/components/composer/focus";
import type { Composer } from "@/components/composer/use-composer";
import { useFindings } from "@/components/composer/use-findings";
import { dismiss } from "@/components/reference-image/dismissals";
import type { Finding } from "@/components/reference-image/lint";
import { LintCure } from "@/components/reference-image/lint-cure";
import { imageOf } from "@/components/reference-image/slots";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

const isSame = (one: Finding, other: Finding | undefined) =>
  one.code === other?.code &&
  one.twin === other.twin &&
  one.size === other.size &&
  one.slots.length === other.slots.length &&
  one.slots.every((slot, index) => slot === other.slots[index]);

/** What there is to say about the tray; its tiles are told too. */
function useToldFindings({ state, tray: { setFindings } }: Composer): readonly Finding[] {
  const findings = useFindings(state);
  useLayoutEffect(() =>
    setFindings((told) =>
      told.length === findings.length && told.every((each, at) => isSame(each, findings[at]))
        ? told
        : findings,
    ),
  );
  return findings;
}

/** By the tray: what is likely to disappoint, one sentence at a time, and what to do about it. */
export function LintLine({ composer }: { composer: Composer }) {
  const t = useTranslations("composer.lint");
  const [turn, setTurn] = useState(0);
  const findings = useToldFindings(composer);
  const finding = findings[turn % findings.length];
  if (!finding) return null;
  const forget = () => {
    dismiss(
      finding.slots.map((slot) => imageOf(slot)?.id ?? ""),
      finding.code,
    );
    focusComposer("references");
  };
  return (
    <div className="flex items-center gap-1 max-[480px]:flex-wrap">
      <CircleDashed className="me-1.5 size-3.5 flex-none text-amber" />
      <p className="min-w-0 flex-1 break-words text-ink-2 text-small max-[480px]:basis-3/4">
        <FindingText composer={composer} finding={finding} />
      </p>
      {findings.length > 1 ? (
        <Button
          kind="ghost"
          size={26}
          onClick={() => setTurn(turn + 1)}
          className="max-[480px]:min-h-11"
        >
          {t("more", { count: findings.length - 1 })}
        </Button>
      ) : null}
      <LintCure
        key={`${finding.code} ${finding.slots[0]?.key}`}
        composer={composer}
        finding={finding}
      />
      <IconButton
        icon={X}
        size={26}
        label={t("dismiss", { count: finding.slots.length })}
        onClick={forget}
        className="-me-1.5 max-[480px]:size-11"
      />
    </div>
  );
}

type FindingTextProps = { composer: Composer; finding: Finding };

function FindingText({ composer, finding: { code, slots, twin, size } }: FindingTextProps) {
  const t = useTranslations("composer.lint");
  return t.rich(`${code}.text`, {
    names: slots.map(({ name }) => `@${name}`).join(", "),
    count: slots.length,
    twin: `@${twin?.name}`,
    pixels: size ? `${size.width} × ${size.height}` : "",
    ratio: composer.state.aspectRatio,
    b: (words) => <b className="font-medium text-ink">{words}</b>,
  });
}
