import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { cancelWordOf } from "@/components/generation/cancel-button";
import { cellsOf, isDone } from "@/components/generation/cells";
import { nameOf } from "@/components/generation/formats";
import type { FeedVerbs } from "@/components/generation/verbs";
import { AspectGlyph } from "@/components/ui/aspect-glyph";
import { Button } from "@/components/ui/button";
import { activeListQuery } from "@/lib/generation/queries";
import type { GenerationView } from "@/lib/generation/schema";

type QueueListProps = { personId: string; cancel: FeedVerbs["cancel"] };

/** Everything under way in the team, the person's own first. */
export function QueueList({ personId, cancel }: QueueListProps) {
  const t = useTranslations("feed.underWay");
  const { data } = useQuery(activeListQuery());
  if (!data) return null;
  const groups = Map.groupBy(data.generations, ({ author }) =>
    author.id === personId ? "mine" : "others",
  );
  if (groups.size === 0) return <p className="px-2 py-1.5 text-ink-2">{t("nothing")}</p>;
  return (["mine", "others"] as const).map((whose) => {
    const generations = groups.get(whose);
    return generations ? (
      <section key={whose} aria-label={t(whose)}>
        <h2 className="px-2 pt-1.5 pb-0.5 text-ink-2 text-label">{t(whose)}</h2>
        <ul>
          {generations.map((generation) => (
            <QueueRow key={generation.id} {...{ generation, cancel }} isMine={whose === "mine"} />
          ))}
        </ul>
      </section>
    ) : null;
  });
}

type QueueRowProps = {
  generation: GenerationView;
  cancel: FeedVerbs["cancel"];
  isMine: boolean;
};

function QueueRow({ generation, cancel, isMine }: QueueRowProps) {
  const t = useTranslations("feed");
  const { code, prompt, aspectRatio, author, variants } = generation;
  const cells = cellsOf(variants);
  const tally = t("doneOf", { done: cells.filter(isDone).length, count: cells.length });
  return (
    <li className="flex min-h-[42px] items-center gap-2.5 px-2">
      <AspectGlyph ratio={aspectRatio} size={16} />
      <div className="min-w-0 flex-1">
        <p className="truncate">{nameOf(prompt)}</p>
        <p className="truncate text-ink-2 text-small">
          {[isMine ? code : author.name, tally].join(", ")}
        </p>
      </div>
      {isMine && cancel ? <StopButton generation={generation} cancel={cancel} /> : null}
    </li>
  );
}

type StopButtonProps = { generation: GenerationView; cancel: NonNullable<FeedVerbs["cancel"]> };

/** For all of a run that is still open. */
function StopButton({ generation: { code, variants }, cancel }: StopButtonProps) {
  const t = useTranslations("feed");
  const [isPending, startTransition] = useTransition();
  const open = variants.filter((variant) => cancelWordOf(variant) !== null);
  if (open.length === 0) return null;
  const word = open.every((variant) => cancelWordOf(variant) === "take_back")
    ? "take_back"
    : "stop_waiting";
  return (
    <Button
      size={26}
      className="max-tablet:min-h-11"
      aria-label={t(`underWay.${word}`, { code })}
      isLoading={isPending}
      onClick={() => startTransition(async () => void (await Promise.all(open.map(cancel))))}
      {...(word === "stop_waiting" && { hint: t("stopWaitingHint") })}
    >
      {t(`action.${word}`)}
    </Button>
  );
}
