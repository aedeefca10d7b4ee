import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { Button } from "@/components/ui/button";
import { useUsd } from "@/components/usage/formats";
import { SideSection } from "@/components/usage/side-section";
import { reconciliationQuery } from "@/lib/usage/queries";
import type { Reconciliation, UsageQuery } from "@/lib/usage/schema";

type Key = Reconciliation["keys"][number];

/** What the gateway says, against our own books. For owners and admins. */
export function Balances({ query }: { query: UsageQuery }) {
  const t = useTranslations("usage");
  const { data, isError, refetch } = useQuery(reconciliationQuery(query));
  return (
    <SideSection title={t("balance.title")}>
      {data ? (
        <ul>
          {data.keys.map((key) => (
            <KeyRow key={key.id} shown={key} />
          ))}
        </ul>
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
      {data?.keys.length === 0 ? <p className="text-ink-2">{t("balance.none")}</p> : null}
    </SideSection>
  );
}

function KeyRow({ shown: { label, left, compared } }: { shown: Key }) {
  const t = useTranslations("usage.balance");
  const usd = useUsd();
  const place = usePlace();
  return (
    <li className="border-hair py-2 not-first:border-t first:pt-0 last:pb-0">
      {left ? (
        <>
          <p className="font-[480] text-figure">{usd(left.microUsd)}</p>
          <p className="break-words text-ink-2 text-small">
            {t("at", { label, when: formatMoment(left.at, place) })}
          </p>
        </>
      ) : (
        <p className="break-words text-ink-2">{t("notTold", { label })}</p>
      )}
      {compared ? (
        <Compared compared={compared} />
      ) : (
        <p className="mt-2 text-ink-2 text-small">{t("notCompared")}</p>
      )}
    </li>
  );
}

/** A cent is within what a counter of half cents rounds. */
const AGREES_MICRO_USD = 10_000;

function Compared({ compared }: { compared: NonNullable<Key["compared"]> }) {
  const t = useTranslations("usage.balance");
  const usd = useUsd();
  const place = usePlace();
  const { gatewayMicroUsd, bookedMicroUsd, from, until } = compared;
  const difference = gatewayMicroUsd - bookedMicroUsd;
  const agrees = Math.abs(difference) < AGREES_MICRO_USD;
  const amount = usd(Math.abs(difference));
  const Icon = agrees ? CircleCheck : CircleAlert;
  return (
    <div className="mt-2 text-small">
      <p className="text-ink-2">
        {t("compared", {
          ...{ gateway: usd(gatewayMicroUsd), booked: usd(bookedMicroUsd) },
          ...{ from: formatMoment(from, place), until: formatMoment(until, place) },
        })}
      </p>
      <p className="mt-1 flex gap-1.5">
        <Icon className={`mt-0.5 size-3.5 ${agrees ? "text-green" : "text-amber"}`} />
        <span className="min-w-0">
          {agrees ? t("agrees") : t(difference > 0 ? "gatewayMore" : "booksMore", { amount })}
        </span>
      </p>
    </div>
  );
}
