import { useTranslations } from "next-intl";
import type { ComposerState } from "@/components/composer/composer-state";
import { type Starter, useStarters } from "@/components/composer/starters";
import { type ComposerBase, useComposerFact } from "@/components/composer/use-composer";
import { useIsHydrated } from "@/components/generation/use-place";
import { FEED_ID } from "@/components/shell/skip-links";
import { FirstExample } from "@/components/studio/first-example";
import { StarterCard } from "@/components/studio/starter-card";
import { useFirstExample } from "@/components/studio/use-first-example";

const NOON = 12;
const EVENING = 18;

/** The server does not know the hour where the person sits: until then a word for every hour. */
function useGreeting() {
  const isHydrated = useIsHydrated();
  if (!isHydrated) return "hello";
  const hour = new Date().getHours();
  if (hour < NOON) return "morning";
  return hour < EVENING ? "afternoon" : "evening";
}

/** The whole of it: without one of its pictures the example would not run. */
const hasAll = ({ prompt, slots }: ComposerState, example: Starter | undefined) =>
  prompt === example?.prompt &&
  example.references.every(({ name }) =>
    slots.some((slot) => slot.name === name && slot.isEnabled && slot.content.kind === "ready"),
  );

type EmptyStudioProps = {
  name: string;
  composer: ComposerBase;
  /** Who may only look on has nothing to begin. */
  mayGenerate: boolean;
  /** Nobody has made anything here, and the composer never had anything in it. */
  isFirst: boolean;
};

/** A project in which nothing has been made yet. */
export function EmptyStudio({ name, composer, mayGenerate, isFirst }: EmptyStudioProps) {
  const t = useTranslations("feed.empty");
  const greeting = t(useGreeting(), { name: name.split(" ")[0] ?? name });
  const starters = useStarters();
  const [example, ...cards] = mayGenerate ? starters : [];
  useFirstExample(composer, isFirst ? (example ?? null) : null);
  const isLoaded = useComposerFact(composer, (state) => hasAll(state, example));
  const start = (starter: Starter) => void composer.loadStarter(starter);
  return (
    <div
      id={FEED_ID}
      tabIndex={-1}
      className="min-h-0 flex-1 overflow-y-auto px-6 pb-6 outline-none max-tablet:px-4"
    >
      {example ? (
        <>
          <FirstExample {...{ greeting, example, isLoaded }} load={() => start(example)} />
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-hair border-t pt-[15px] pb-[13px] wall:max-w-[1360px]">
            <h3 className="font-[560] text-[12px]/[18px]">{t("startHead")}</h3>
            <p className="text-ink-3 text-small">{t("startHint")}</p>
          </div>
          <ul className="grid grid-cols-3 gap-6 max-tablet:grid-cols-1 wall:max-w-[1360px]">
            {cards.map((starter) => (
              <StarterCard key={starter.id} starter={starter} start={() => start(starter)} />
            ))}
          </ul>
        </>
      ) : (
        <div className="pt-[30px]">
          <h2 className="font-medium text-[28px]/[34px] tracking-[-.022em]">{greeting}</h2>
          <p className="mt-2.5 max-w-[56ch] text-[14px]/[22px] text-ink-2">{t("nothingYet")}</p>
        </div>
      )}
    </div>
  );
}
