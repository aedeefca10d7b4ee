import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCount, useWait } from "@/components/usage/formats";
import { SideSection } from "@/components/usage/side-section";
import { type FailureCode, failureCodeSchema } from "@/lib/generation/schema";
import { usageQuery } from "@/lib/usage/queries";
import type { UsageQuery, UsageView } from "@/lib/usage/schema";

/** How long pictures took, and why some did not come. */
export function Waiting({ query }: { query: UsageQuery }) {
  const t = useTranslations("usage.wait");
  const wait = useWait();
  const { data } = useQuery(usageQuery(query));
  if (!data) return null;
  const { waitMs, slowWaitMs } = data.total;
  return (
    <SideSection title={t("title")}>
      <p className="text-ink-2">
        {waitMs === null ? t("none") : t("half", { wait: wait(waitMs), slow: wait(slowWaitMs) })}
      </p>
      <Failures failures={data.failures} />
    </SideSection>
  );
}

function Failures({ failures }: Pick<UsageView, "failures">) {
  const t = useTranslations("usage.wait");
  const count = useCount();
  const wordsOf = useFailureWords();
  if (failures.length === 0) return <p className="mt-2 text-ink-2">{t("noFailures")}</p>;
  return (
    <ul className="mt-2">
      {failures.map((failure) => (
        <li
          key={failure.code}
          className="flex items-baseline justify-between gap-3 border-hair border-t py-1.5"
        >
          <span className="min-w-0 break-words">{wordsOf(failure.code)}</span>
          <span className="font-mono text-slug">{count(failure.count)}</span>
        </li>
      ))}
    </ul>
  );
}

const isKnown = (code: string): code is FailureCode => failureCodeSchema.safeParse(code).success;

function useFailureWords() {
  const t = useTranslations("feed.failure");
  const usage = useTranslations("usage.wait");
  return (code: string) => (isKnown(code) ? t(`${code}.title`) : usage("otherFailure"));
}
