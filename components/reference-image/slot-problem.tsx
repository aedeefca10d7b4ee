import { CircleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Tray } from "@/components/composer/use-tray";
import { type FileCure, fileCure, problemFacts } from "@/components/reference-image/file-problems";
import { isFaulty, type Slot, type Slots } from "@/components/reference-image/slots";
import { Button } from "@/components/ui/button";
import { SHRUNK_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";
import { formatBytes } from "@/lib/shared/bytes";

const cureOf = ({ content }: Slot): FileCure | null =>
  content.kind === "failed" ? fileCure(content.problem) : null;

const isTooLarge = ({ content }: Slot) =>
  content.kind === "failed" && content.problem.code === "too_large";

const isConvertible = (cure: FileCure | null) => cure === "convert" || cure === "shrink";

/** Under the tray: what is wrong with a slot, and one button that puts it right. */
export function SlotProblems({ tray }: { tray: Tray }) {
  const faulty = tray.slots.filter(isFaulty);
  const convertible = faulty.filter((slot) => isConvertible(cureOf(slot)));
  return (
    <div className="mt-2 border-hair border-y">
      <ul className="max-h-32 overflow-y-auto">
        {faulty.map((slot) => (
          <SlotProblem key={slot.key} slot={slot} tray={tray} />
        ))}
      </ul>
      {convertible.length > 1 ? <ConvertAll slots={convertible} tray={tray} /> : null}
    </div>
  );
}

/** A telephone gives many files of its kind at once. */
function ConvertAll({ slots, tray }: { slots: Slots; tray: Tray }) {
  const t = useTranslations("composer");
  return (
    <div className="flex justify-end border-hair border-t py-2">
      <Button
        size={26}
        onClick={() => void tray.convertAll(slots)}
        className="max-[480px]:min-h-11"
      >
        {t("cure.all", { count: slots.length })}
      </Button>
    </div>
  );
}

function SlotProblem({ slot, tray }: { slot: Slot; tray: Tray }) {
  const t = useTranslations("composer");
  const size = formatBytes(SHRUNK_SIZE_BYTES_MAX, useLocale());
  const cure = cureOf(slot);
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
          {isTooLarge(slot) ? t("cure.shrinkTo", { size }) : t(`cure.${cure}`)}
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
  const { problem, file } = content;
  const facts = problemFacts(problem, locale);
  // Not the slot's name, which a file that replaces another takes over.
  return t.rich(`problem.${problem.code}.text`, { ...facts, name: file.name, b });
}
