import { useTranslations } from "next-intl";
import { useRef } from "react";
import { namesRepeat, patternOf, previewNames } from "@/components/takeout/choice";
import type { Choice } from "@/components/takeout/kept-choice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SwitchRow } from "@/components/ui/switch-row";
import { parsePattern } from "@/lib/takeout/policy/pattern";
import type { PatternRefusal, TakeoutSample } from "@/lib/takeout/schema";
import { NAME_TOKENS, PACK_PATTERN_DEFAULT, PATTERN_DEFAULT } from "@/lib/takeout/schema/facts";

type NameFieldsProps = {
  choice: Choice;
  change: (change: Partial<Choice>) => void;
  samples: readonly TakeoutSample[];
  /** Of the pictures, and of their files. */
  count: number;
  fileCount: number;
};

/** What files are called, as it is typed. */
export function NameFields({ choice, change, ...files }: NameFieldsProps) {
  const t = useTranslations("takeout");
  const input = useRef<HTMLInputElement>(null);
  const pattern = patternOf(choice);
  const parsed = parsePattern(pattern);
  const isPack = choice.kind === "pack";
  const set = (text: string) => change(isPack ? { packPattern: text } : { pattern: text });
  const usual = isPack ? PACK_PATTERN_DEFAULT : PATTERN_DEFAULT;

  /** Where the caret is, which then stands behind it. */
  function insert(token: string) {
    const field = input.current;
    const from = field?.selectionStart ?? pattern.length;
    const to = field?.selectionEnd ?? from;
    set(`${pattern.slice(0, from)}${token}${pattern.slice(to)}`);
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + token.length, from + token.length);
    });
  }
  return (
    <div className="flex flex-col gap-2">
      <Field
        ref={input}
        label={t("names.label")}
        value={pattern}
        onChange={({ target }) => set(target.value)}
        error={parsed.ok ? undefined : refusalText(t, parsed.error)}
        spellCheck={false}
        autoComplete="off"
        className="[&_input]:font-mono [&_input]:text-small"
      />
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t("names.tokens")}</legend>
        {NAME_TOKENS.map((token) => (
          <button
            key={token}
            type="button"
            aria-label={t("names.insert", { token: `{${token}}` })}
            onClick={() => insert(`{${token}}`)}
            className="h-6 rounded-chip px-1.5 font-mono text-ink-2 text-slug inset-ring inset-ring-hair-2 hover:bg-hover hover:text-ink max-tablet:h-11 max-tablet:px-3"
          >
            {`{${token}}`}
          </button>
        ))}
        {pattern === usual ? null : (
          <Button kind="ghost" size={26} onClick={() => set(usual)}>
            {t("names.reset")}
          </Button>
        )}
      </fieldset>
      {namesRepeat(choice) ? (
        <p className="text-ink-2 text-small">{t("names.repeats", { token: "{size}" })}</p>
      ) : null}
      <Preview choice={choice} {...files} />
      <div className="-mx-2">
        <SwitchRow
          label={t("names.latin")}
          hint={t("names.latinHint")}
          isOn={choice.letters === "latin"}
          toggle={() => change({ letters: choice.letters === "latin" ? "any" : "latin" })}
        />
      </div>
    </div>
  );
}

function Preview({ choice, samples, count, fileCount }: Omit<NameFieldsProps, "change">) {
  const t = useTranslations("takeout.names");
  const names = previewNames(choice, { samples, count });
  const restCount = fileCount - names.length;
  if (names.length === 0) return null;
  return (
    <ul aria-label={t("preview")} className="flex flex-col gap-0.5 font-mono text-ink-2 text-slug">
      {names.map((name) => (
        <li key={name} className="break-all">
          {name}
        </li>
      ))}
      {restCount > 0 ? (
        <li className="font-sans text-ink-3">{t("more", { count: restCount })}</li>
      ) : null}
    </ul>
  );
}

type Translate = ReturnType<typeof useTranslations<"takeout">>;

function refusalText(t: Translate, refusal: PatternRefusal): string {
  if (refusal.code === "unknown_token") return t("refusal.unknown_token", { token: refusal.token });
  if (refusal.code === "pattern_too_long")
    return t("refusal.pattern_too_long", { limit: refusal.limit });
  return t(`refusal.${refusal.code}`);
}
