import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Segments } from "@/components/takeout/segments";
import { Button } from "@/components/ui/button";
import { UsageTable } from "@/components/usage/usage-table";
import { usageGroupsQuery, usageQuery } from "@/lib/usage/queries";
import type { UsageQuery } from "@/lib/usage/schema";
import { USAGE_GROUPS, type UsageGroupKind } from "@/lib/usage/schema/facts";

type GroupsProps = {
  query: UsageQuery;
  by: UsageGroupKind;
  reach: "team" | "own";
  onChoose: (by: UsageGroupKind) => void;
};

/** The same figures by person, project, model or recipe. Of one's own alone there is no table of people. */
export function Groups({ query, by, reach, onChoose }: GroupsProps) {
  const t = useTranslations("usage.table");
  const kinds = USAGE_GROUPS.filter((kind) => reach === "team" || kind !== "person");
  const shown = kinds.find((kind) => kind === by) ?? "project";
  return (
    <section aria-label={t("legend")} className="px-6 py-4 max-tablet:px-4">
      <Segments
        legend={t("legend")}
        isLegendHidden
        value={shown}
        choices={kinds.map((value) => ({ value, text: t(value) }))}
        onChange={onChoose}
      />
      <GroupTable query={query} by={shown} />
      {shown === "recipe" ? (
        <p className="mt-3 max-w-[68ch] text-ink-2 text-small">{t("recipeNote")}</p>
      ) : null}
      <p className="mt-3 max-w-[68ch] text-ink-2 text-small">{t("note")}</p>
    </section>
  );
}

function GroupTable({ query, by }: Pick<GroupsProps, "query" | "by">) {
  const t = useTranslations("usage");
  const { data, isError, refetch } = useQuery(usageGroupsQuery({ ...query, by }));
  const total = useQuery(usageQuery(query)).data?.total;
  if (!data)
    return (
      <p role="status" className="flex items-center gap-3 py-4 text-ink-2">
        {t(isError ? "loadFailed" : "loading")}
        {isError ? (
          <Button size={26} onClick={() => void refetch()}>
            {t("tryAgain")}
          </Button>
        ) : null}
      </p>
    );
  if (data.groups.length === 0) return <p className="py-4 text-ink-2">{t("empty")}</p>;
  return (
    <div className="mt-2">
      <UsageTable
        caption={t(`table.caption.${by}`)}
        nameHead={t(`table.name.${by}`)}
        rows={data.groups.map((group) => ({ ...group, name: group.name || t("table.noText") }))}
        total={total}
      />
      {data.isCut ? (
        <p className="mt-2 text-ink-2 text-small">
          {t("table.cut", { count: data.groups.length })}
        </p>
      ) : null}
    </div>
  );
}
