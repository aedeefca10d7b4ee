import { useTranslations } from "next-intl";
import { countWords, wordDiff } from "@/components/compare/word-diff";

/** The prompt of A turned into that of B: removed words struck out, added ones underlined. */
export function PromptDiff({ before, after }: { before: string; after: string }) {
  const t = useTranslations("compare");
  const parts = wordDiff(before, after);
  const counts = { removed: countWords(parts, "removed"), added: countWords(parts, "added") };
  const isSame = before === after;
  return (
    <>
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h3 className="font-[560] text-[12px]/[18px]">{t("promptTitle")}</h3>
        <span className="text-ink-3 text-small">{isSame ? t("same") : t("words", counts)}</span>
      </div>
      <p dir="auto" className="whitespace-pre-wrap break-words text-[14px]/[26px]">
        {parts.map(({ kind, text }, index) => {
          const key = `${index}-${kind}`;
          if (kind === "removed") {
            return (
              <del key={key} className="rounded-print bg-red-wash px-0.5 text-red line-through">
                {text}
              </del>
            );
          }
          if (kind === "added") {
            return (
              <ins
                key={key}
                className="rounded-print bg-green-wash px-0.5 text-green underline underline-offset-[3px]"
              >
                {text}
              </ins>
            );
          }
          return <span key={key}>{text}</span>;
        })}
      </p>
    </>
  );
}
