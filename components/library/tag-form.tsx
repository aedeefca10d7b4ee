import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { BarRow } from "@/components/library/bar-row";
import { Button } from "@/components/ui/button";
import { libraryFacetsQuery } from "@/lib/library/queries";
import { isTagName, TAG_LENGTH_MAX } from "@/lib/library/schema/facts";

const SHOWN_MAX = 8;

type Tagging = { tag: string; isOn: boolean };

/** A new word, or one that the team has already; on all of them, or off. */
export function TagForm({ choose }: { choose: (tagging: Tagging) => void }) {
  const t = useTranslations("library.selection");
  const [name, setName] = useState("");
  const [isBad, setIsBad] = useState(false);
  const problemId = useId();
  const { data } = useQuery(libraryFacetsQuery(""));
  const typed = name.trim().toLowerCase();
  const known = (data?.tag ?? []).filter(({ label }) => label.toLowerCase().includes(typed));

  function submit(isOn: boolean) {
    if (isTagName(name)) choose({ tag: name.trim(), isOn });
    else setIsBad(true);
  }
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit(true);
      }}
      className="p-0.5"
    >
      <input
        type="text"
        // biome-ignore lint/a11y/noAutofocus: the popover was opened to type a word
        autoFocus
        aria-label={t("tagName")}
        aria-invalid={isBad}
        aria-describedby={isBad ? problemId : undefined}
        placeholder={t("tagPlaceholder")}
        value={name}
        onChange={({ target }) => {
          setName(target.value);
          setIsBad(false);
        }}
        autoComplete="off"
        className="h-9 w-full rounded-t-control border-control border-b bg-well px-2.5 focus-visible:border-blue max-tablet:h-11 max-tablet:text-[16px]"
      />
      {isBad ? (
        <p id={problemId} role="alert" className="px-1 pt-1.5 text-red text-small">
          {t("tagBad", { max: TAG_LENGTH_MAX })}
        </p>
      ) : null}
      <ul aria-label={t("tagsKnown")} className="py-1.5">
        {known.slice(0, SHOWN_MAX).map(({ value, label, count }) => (
          <BarRow key={value} aside={count} press={() => setName(label)}>
            {label}
          </BarRow>
        ))}
      </ul>
      <div className="flex gap-1.5">
        <Button type="submit" className="flex-1">
          {t("add")}
        </Button>
        <Button kind="ghost" onClick={() => submit(false)} className="flex-1">
          {t("takeOff")}
        </Button>
      </div>
    </form>
  );
}
