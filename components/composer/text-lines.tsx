import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { compiledPrompt } from "@/components/composer/compiled-prompt";
import type { Composer } from "@/components/composer/use-composer";
import { Button } from "@/components/ui/button";
import { keyOf } from "@/lib/generation/policy/prompt";

/** What the text asks for beyond its words. */
export function TextLines({ composer }: { composer: Composer }) {
  const { missing, variableNames, expansionCount } = compiledPrompt(composer.state);
  return (
    <>
      {missing.length > 0 ? <MissingWords composer={composer} names={missing} /> : null}
      {variableNames.length > 0 || expansionCount > 1 ? (
        <div className="flex flex-wrap items-center gap-2 pt-1.5">
          {variableNames.map((name) => (
            <VariableField key={name} composer={composer} name={name} />
          ))}
          <Expansions composer={composer} count={expansionCount} />
        </div>
      ) : null}
    </>
  );
}

type MissingWordsProps = { composer: Composer; names: readonly string[] };

function MissingWords({ composer, names }: MissingWordsProps) {
  const t = useTranslations("composer");
  const count = names.length;
  const keys = new Set(names.map(keyOf));
  const off = composer.state.slots.flatMap(({ name, isEnabled }, index) =>
    !isEnabled && keys.has(keyOf(name)) ? [index + 1] : [],
  );
  return (
    <div className="flex items-center gap-2.5 py-1">
      <CircleAlert className="size-3.5 text-red" />
      <p className="min-w-0 flex-1 text-small">
        {t.rich("missingWords", {
          count,
          names: names.map((name) => `@${name}`).join(", "),
          b: (words) => <span className="font-medium text-red">{words}</span>,
        })}
      </p>
      {off.length > 0 ? (
        <Button size={26} onClick={() => off.forEach(composer.tray.switchOn)}>
          {t("switchOn")}
        </Button>
      ) : null}
      <Button size={26} onClick={() => composer.removeTokens(names)}>
        {t("removeWords", { count })}
      </Button>
    </div>
  );
}

function VariableField({ composer, name }: { composer: Composer; name: string }) {
  const t = useTranslations("composer");
  return (
    <label className="flex min-w-0 items-center gap-1.5 text-small">
      <span aria-hidden="true" className="text-ink-3">
        {name}
      </span>
      <textarea
        rows={1}
        maxLength={4_000}
        aria-label={t("variableOf", { name })}
        placeholder={t("variableHint")}
        value={composer.state.variables[name] ?? ""}
        onChange={(event) => composer.setVariable(name, event.target.value)}
        className="field-sizing-content max-h-20 min-h-[26px] w-auto min-w-32 max-w-80 resize-none rounded-t-[5px] border-control border-b bg-well px-2 py-[3px] outline-none focus-visible:border-blue max-tablet:min-h-11 max-tablet:py-3"
      />
    </label>
  );
}

function Expansions({ composer: { state }, count }: { composer: Composer; count: number }) {
  const t = useTranslations("composer");
  const { variantCount: each } = state;
  return count > 1 ? (
    <p className="text-ink-2 text-small">
      {t("expansions", { texts: count, each, count: count * each })}
    </p>
  ) : null;
}
