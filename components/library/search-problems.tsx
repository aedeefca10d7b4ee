import { CircleAlert, ScanSearch, SpellCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { splitTokens } from "@/lib/library/policy/tokens";
import type { LibraryDays } from "@/lib/library/schema";

/** What of the search nothing could be made of, and what was made of a slip of the finger. The rest counts. */
export function SearchProblems({ found }: { found: LibraryDays | undefined }) {
  const t = useTranslations("library");
  const isByLook = found ? splitTokens(found.text).tokens.some(({ key }) => key === "like") : false;
  if (!found || (found.problems.length + found.corrected.length === 0 && !isByLook)) return null;
  return (
    <ul
      role="status"
      className="flex flex-wrap gap-x-4 gap-y-1 border-hair border-b bg-tray px-5 py-1.5 text-ink-2 text-small max-tablet:px-4"
    >
      {isByLook ? (
        <li className="flex items-center gap-1.5">
          <ScanSearch className="size-3.5 text-ink-3" />
          {t("byLook")}
        </li>
      ) : null}
      {found.problems.map(({ token, code }) => (
        <li key={token} className="flex items-center gap-1.5">
          <CircleAlert className="size-3.5 text-amber" />
          {t(`problem.${code}`, { token })}
        </li>
      ))}
      {found.corrected.map(({ typed, meant }) => (
        <li key={typed} className="flex items-center gap-1.5">
          <SpellCheck className="size-3.5 text-ink-3" />
          {t("corrected", { typed, meant })}
        </li>
      ))}
    </ul>
  );
}
