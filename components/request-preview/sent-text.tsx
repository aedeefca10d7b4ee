import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { sentParts } from "@/components/request-preview/sent-parts";
import { SentSection } from "@/components/request-preview/sent-section";
import { IconButton } from "@/components/ui/icon-button";
import type { Preview } from "@/lib/generation/schema/preview";

type SentTextProps = { preview: Preview; index: number; turnTo: (index: number) => void };

/** Word for word; alternatives and values make one text each. */
export function SentText({ preview: { calls, references }, index, turnTo }: SentTextProps) {
  const t = useTranslations("preview");
  const text = calls[index]?.prompt ?? "";
  const count = [...text].length;
  const total = calls.length;
  const isOne = total === 1;
  return (
    <SentSection
      title={isOne ? t("text", { count }) : t("textOf", { number: index + 1, total, count })}
      aside={isOne ? null : <Pager {...{ index, total, turnTo }} />}
    >
      <p dir="auto" className="whitespace-pre-wrap break-words text-[13px]/[21px]">
        {sentParts(text, references).map((part) => (
          <span key={part.at} className={part.number === null ? undefined : "text-blue"}>
            {part.text}
          </span>
        ))}
      </p>
    </SentSection>
  );
}

type PagerProps = { index: number; total: number; turnTo: (index: number) => void };

function Pager({ index, total, turnTo }: PagerProps) {
  const t = useTranslations("preview");
  return (
    <span className="-my-1 -me-2 flex">
      <IconButton
        icon={ChevronLeft}
        size={26}
        label={t("previous")}
        disabled={index === 0}
        onClick={() => turnTo(index - 1)}
        className="max-tablet:size-11"
      />
      <IconButton
        icon={ChevronRight}
        size={26}
        label={t("next")}
        disabled={index === total - 1}
        onClick={() => turnTo(index + 1)}
        className="max-tablet:size-11"
      />
    </span>
  );
}
