import { CircleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Tray } from "@/components/composer/use-tray";
import { type FileCure, fileCure, problemFacts } from "@/components/reference-image/file-problems";
import type { Slot } from "@/components/reference-image/slots";
import { Button } from "@/components/ui/button";

const isFaulty = ({ content }: Slot) => content.kind === "failed" || content.kind === "missing";

/** Under the tray: what is wrong with a slot, and one button that puts it right. */
export function SlotProblems({ tray }: { tray: Tray }) {
  const faulty = tray.slots.filter(isFaulty);
  if (faulty.length === 0) return null;
  return (
    <ul className="mt-2 max-h-32 overflow-y-auto border-hair border-y">
      {faulty.map((slot) => (
        <SlotProblem key={slot.key} slot={slot} tray={tray} />
      ))}
    </ul>
  );
}

function SlotProblem({ slot, tray }: { slot: Slot; tray: Tray }) {
  const t = useTranslations("composer");
  const cure = slot.content.kind === "failed" ? fileCure(slot.content.problem) : null;
  const cures: Record<FileCure, () => void> = {
    shrink: () => void tray.convert(slot),
    convert: () => void tray.convert(slot),
    try_again: () => tray.retry(slot),
  };
  return (
    <li className="flex items-center gap-2.5 py-2 max-tablet:flex-wrap">
      <CircleAlert className="text-red" />
      <p role="alert" className="min-w-0 flex-1 break-words text-ink-2 text-small">
        <ProblemText slot={slot} />
      </p>
      {cure ? (
        <Button size={26} onClick={cures[cure]} className="max-[480px]:min-h-11">
          {t(`cure.${cure}`)}
        </Button>
      ) : null}
      <Button
        kind="ghost"
        size={26}
        aria-label={t("removeName", { name: slot.name })}
        onClick={() => tray.remove(slot)}
        className="max-[480px]:min-h-11"
      >
        {t("remove")}
      </Button>
    </li>
  );
}

function ProblemText({ slot: { name, content } }: { slot: Slot }) {
  const t = useTranslations("composer");
  const locale = useLocale();
  const b = (text: React.ReactNode) => <b className="font-strong text-ink">{text}</b>;
  if (content.kind !== "failed") return t.rich("missingText", { name, b });
  const { problem } = content;
  return t.rich(`problem.${problem.code}.text`, { ...problemFacts(problem, locale), name, b });
}
