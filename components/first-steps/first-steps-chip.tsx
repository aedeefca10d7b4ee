import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/page-link";
import { countSteps } from "@/lib/first-steps/policy";
import { firstStepsQuery } from "@/lib/first-steps/queries";
import { FIRST_STEPS_PATH } from "@/lib/first-steps/schema/facts";

/** In the studio's top bar, until everything is done or the person has put it away. */
export function FirstStepsChip() {
  const t = useTranslations("steps");
  const isStudio = usePathname() === "/";
  const { data } = useQuery({ ...firstStepsQuery(), enabled: isStudio });
  if (!isStudio || !data || data.isPutAway) return null;
  const { doneCount, count } = countSteps(data);
  if (doneCount === count) return null;
  return (
    <PageLink
      href={FIRST_STEPS_PATH}
      aria-label={t("chipLabel", { done: doneCount, count })}
      className="inline-flex h-6 items-center gap-[5px] whitespace-nowrap rounded-chip px-1.5 text-ink-2 text-label inset-ring inset-ring-hair-2 hover:bg-hover hover:text-ink max-laptop:hidden"
    >
      <ListChecks aria-hidden="true" className="size-3" />
      {t("title")}
      <span className="font-mono">
        {doneCount}/{count}
      </span>
    </PageLink>
  );
}
