import { CircleSlash, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { formatLongDay, useNames, useUsd } from "@/components/usage/formats";
import { type CapState, capStateOf, runsOutOn } from "@/lib/money/policy/caps";
import type { CapsView, CapView } from "@/lib/money/schema/caps";

type BudgetRowProps = {
  cap: CapView;
  view: Pick<CapsView, "maySet" | "raisers" | "now">;
  /** Hands over the button, which takes the focus back. */
  change: (button: HTMLButtonElement) => void;
};

/** One limit: how far it is used, and how long it lasts. */
export function BudgetRow({ cap, view, change }: BudgetRowProps) {
  const t = useTranslations("usage.budgets");
  const usd = useUsd();
  const { scope, scopeId, name, capMicroUsd } = cap;
  const used = usd(cap.spentMicroUsd + cap.reservedMicroUsd);
  return (
    <li className="border-hair border-t py-2.5 first:border-t-0 first:pt-1">
      <div className="flex items-baseline justify-between gap-3">
        <p className="min-w-0">
          <span className="break-words">{name}</span>{" "}
          <span className="text-ink-2 text-small">{t(scope)}</span>
        </p>
        <p className="whitespace-nowrap font-mono text-slug">
          {capMicroUsd === null ? t("ofNone", { used }) : t("of", { used, cap: usd(capMicroUsd) })}
        </p>
      </div>
      <Gauge cap={cap} />
      <div className="mt-1.5 flex items-start justify-between gap-3">
        <State cap={cap} view={view} />
        {view.maySet ? (
          <Button
            size={26}
            data-budget={scopeId}
            aria-label={t("changeOf", { name })}
            onClick={({ currentTarget }) => change(currentTarget)}
            className="ms-auto max-tablet:h-11"
          >
            {t("change")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

const FILL: Record<CapState, string> = {
  fine: "fill-ink-2",
  near: "fill-amber",
  used_up: "fill-red",
};

/** Its tick stands where the warning begins; nothing without a limit. */
function Gauge({ cap }: { cap: CapView }) {
  const t = useTranslations("usage.budgets");
  const state = capStateOf(cap);
  if (state === null || cap.capMicroUsd === null) return null;
  const used = cap.spentMicroUsd + cap.reservedMicroUsd;
  const percent = cap.capMicroUsd === 0 ? 100 : Math.min(100, (used / cap.capMicroUsd) * 100);
  const label = t("bar", { name: cap.name, percent: Math.floor(percent) });
  return (
    <svg role="img" aria-label={label} width="100%" height="10" className="mt-1.5 block">
      <rect y="3" width="100%" height="4" rx="1" className="fill-press" />
      <rect y="3" width={`${percent}%`} height="4" rx="1" className={FILL[state]} />
      <line
        x1={`${cap.warnPercent}%`}
        x2={`${cap.warnPercent}%`}
        y1="0"
        y2="10"
        className="stroke-control"
      />
    </svg>
  );
}

function State({ cap, view }: Pick<BudgetRowProps, "cap" | "view">) {
  const t = useTranslations("usage.budgets");
  const words = useStateWords(cap, view);
  const usd = useUsd();
  const state = capStateOf(cap);
  const held = cap.reservedMicroUsd > 0 ? t("held", { amount: usd(cap.reservedMicroUsd) }) : "";
  if (state === null) return held ? <p className="text-ink-2 text-small">{held}</p> : null;
  const Icon = state === "used_up" ? CircleSlash : TriangleAlert;
  return (
    <p className="flex min-w-0 gap-1.5 text-ink-2 text-small">
      {state === "fine" && !words.isShort ? null : (
        <Icon className={`mt-0.5 size-3.5 ${state === "used_up" ? "text-red" : "text-amber"}`} />
      )}
      <span className="min-w-0">{[words.text, held].filter(Boolean).join(" ")}</span>
    </p>
  );
}

/** How it stands, how long it lasts, and whom to ask where that is too short. */
function useStateWords(cap: CapView, { maySet, raisers, now }: BudgetRowProps["view"]) {
  const t = useTranslations("usage.budgets");
  const locale = useLocale();
  const names = useNames();
  const state = capStateOf(cap);
  const day = runsOutOn(cap, new Date(now));
  const isShort = state !== "fine" || day !== null;
  if (!isShort) return { isShort, text: t("fine") };
  const stands = {
    fine: "",
    near: t("near", { percent: cap.warnPercent }),
    used_up: t("usedUp"),
  }[state ?? "fine"];
  const lasts = day ? t("runsOut", { day: formatLongDay(day, locale) }) : "";
  const ask = maySet ? "" : t("ask", { who: names(raisers) });
  return { isShort, text: [stands, lasts, ask].filter(Boolean).join(" ") };
}
