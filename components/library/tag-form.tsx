import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { BarRow } from "@/components/library/bar-row";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { libraryFacetsQuery } from "@/lib/library/queries";
import { isTagName, TAG_LENGTH_MAX } from "@/lib/library/schema/facts";

const SHOWN_MAX = 8;

type Tagging = { tag: string; isOn: boolean };

/** A new word, or one that the team has already; on all of them, or off. */
export function TagForm({ choose }: { choose: (tagging: Tagging) => void }) {
  const t = useTranslations("library.selection");
  const [name, setName] = useState("");
  const [isBad, setIsBad] = useState(false);
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
      className="p-1.5"
    >
      <Field
        label={t("tagName")}
        // The popover was opened to type a word.
        autoFocus
        error={isBad ? t("tagBad", { max: TAG_LENGTH_MAX }) : undefined}
        value={name}
        onChange={({ target }) => {
          setName(target.value);
          setIsBad(false);
        }}
        autoComplete="off"
      />
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
