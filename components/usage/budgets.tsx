import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { BudgetDialog } from "@/components/usage/budget-dialog";
import { BudgetRow } from "@/components/usage/budget-row";
import { formatMonth } from "@/components/usage/formats";
import { SideSection } from "@/components/usage/side-section";
import { capsQuery } from "@/lib/money/queries/caps";
import type { CapsView, CapView, MoneyKind } from "@/lib/money/schema/caps";

/** What may be spent this month, and by whom it can be changed: here, by owners and admins. */
export function Budgets({ money }: { money: MoneyKind }) {
  const t = useTranslations("usage");
  const locale = useLocale();
  const { data, isError, refetch } = useQuery(capsQuery(money));
  const month = data && t("budgets.month", { month: formatMonth(`${data.month}-01`, locale) });
  return (
    <SideSection id="budgets" title={t("budgets.title")} aside={month}>
      {data ? (
        <Rows view={data} />
      ) : (
        <p role="status" className="flex items-center gap-3 text-ink-2">
          {t(isError ? "loadFailed" : "loading")}
          {isError ? (
            <Button size={26} onClick={() => void refetch()}>
              {t("tryAgain")}
            </Button>
          ) : null}
        </p>
      )}
    </SideSection>
  );
}

/** Those with a limit first; the others are behind one line, as there may be many. */
function Rows({ view }: { view: CapsView }) {
  const t = useTranslations("usage.budgets");
  const [asked, setAsked] = useState<CapView | null>(null);
  const opener = useRef<HTMLButtonElement | null>(null);
  const capped = view.caps.filter(({ capMicroUsd }) => capMicroUsd !== null);
  const free = view.caps.filter(({ capMicroUsd }) => capMicroUsd === null);
  const list = (caps: readonly CapView[]) => (
    <ul>
      {caps.map((cap) => (
        <BudgetRow
          key={cap.scopeId}
          {...{ cap, view }}
          change={(button) => {
            opener.current = button;
            setAsked(cap);
          }}
        />
      ))}
    </ul>
  );
  return (
    <>
      {capped.length > 0 ? list(capped) : null}
      {capped.length === 0 && !view.maySet ? <p className="text-ink-2">{t("none")}</p> : null}
      {free.length > 0 ? (
        <details open={capped.length === 0} className="mt-1">
          <summary className="py-1.5 text-ink-2 max-tablet:py-3">
            {t("unlimited", { count: free.length })}
          </summary>
          {list(free)}
        </details>
      ) : null}
      {asked ? (
        <BudgetDialog
          cap={asked}
          isSandbox={view.isSandbox}
          close={() => setAsked(null)}
          onClosed={() => focusAgain(opener.current, asked)}
        />
      ) : null}
    </>
  );
}

/** A row that has moved to the other list is drawn anew, and so is its button. */
function focusAgain(button: HTMLButtonElement | null, { scopeId }: CapView) {
  const place = button?.isConnected
    ? button
    : document.querySelector<HTMLElement>(`[data-budget="${CSS.escape(scopeId)}"]`);
  place?.focus();
}
