import { useTranslations } from "next-intl";
import type { useTokenWords } from "@/components/library/use-token-words";
import type { WholeToken } from "@/lib/library/policy/tokens";

export type TokenWords = ReturnType<typeof useTokenWords>;

type TokenChipProps = { token: WholeToken; words: TokenWords; remove: (chip: HTMLElement) => void };

/** A part of the search that stands by itself; a press takes it out. */
export function TokenChip({ token: { key, value, isNot }, words, remove }: TokenChipProps) {
  const t = useTranslations("library.token");
  const name = words.nameOf(key);
  const said = `${isNot ? `${t("not")} ` : ""}${name} ${words.wordOf(key, value)}`;
  return (
    <button
      type="button"
      aria-label={t("remove", { token: said })}
      title={t("remove", { token: said })}
      onClick={({ currentTarget }) => remove(currentTarget)}
      className="flex h-6 max-w-48 flex-none items-center gap-1 rounded-chip bg-press px-1.5 text-small hover:line-through max-tablet:h-8"
    >
      <span className="text-ink-2">
        {isNot ? `${t("not")} ` : ""}
        {`${name} `}
      </span>
      <span className="truncate text-ink">{words.wordOf(key, value)}</span>
    </button>
  );
}
