import { useTranslations } from "next-intl";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { BarRow } from "@/components/library/bar-row";
import type { Mark } from "@/lib/library/schema";
import { STARS_MAX } from "@/lib/library/schema/facts";

const STARS = Array.from({ length: STARS_MAX + 1 }, (_, index) => STARS_MAX - index);

/** One's own mark for all of them. */
export function RateList({ choose }: { choose: (change: Partial<Mark>) => void }) {
  const t = useTranslations("library.selection");
  const keys = {
    pick: useKeys("markPick"),
    reject: useKeys("markReject"),
    unmark: useKeys("unmark"),
  };
  return (
    <ul>
      <BarRow aside={keys.pick} press={() => choose({ verdict: "pick" })}>
        {t("pick")}
      </BarRow>
      <BarRow aside={keys.reject} press={() => choose({ verdict: "reject" })}>
        {t("reject")}
      </BarRow>
      <BarRow aside={keys.unmark} press={() => choose({ verdict: null })}>
        {t("unmark")}
      </BarRow>
      <li aria-hidden="true" className="-mx-1.5 my-1.5 h-px bg-hair" />
      {STARS.map((stars) => (
        <BarRow key={stars} aside={stars} press={() => choose({ stars })}>
          {t("setStars", { count: stars })}
        </BarRow>
      ))}
    </ul>
  );
}
