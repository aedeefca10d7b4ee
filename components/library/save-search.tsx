import { Bookmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useSavedSearches } from "@/components/library/use-saved-searches";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { type Anchor, useOpener } from "@/components/ui/use-opener";
import { SEARCH_NAME_LENGTH_MAX } from "@/lib/library/schema/facts";

/** Keeps the search that is looked at under a name, or forgets it. */
export function SaveSearch({ q }: { q: string }) {
  const t = useTranslations("library.saved");
  const { searches, save, remove } = useSavedSearches();
  const { isOpen, anchor, triggerProps } = useOpener("dialog");
  const kept = searches.find(({ text }) => text === q.trim());
  if (kept)
    return (
      <Button kind="ghost" icon={Bookmark} hint={t("forget")} onClick={() => void remove(kept)}>
        <span className="max-desk:sr-only">{t("isKept")}</span>
      </Button>
    );
  return (
    <>
      <Button {...triggerProps} kind="ghost" icon={Bookmark} hint={t("save")}>
        <span className="max-desk:sr-only">{t("save")}</span>
      </Button>
      {isOpen ? <NameForm q={q} anchor={anchor} save={save} /> : null}
    </>
  );
}

type NameFormProps = {
  q: string;
  anchor: Anchor;
  save: (search: { name: string; text: string }) => Promise<void>;
};

function NameForm({ q, anchor, save }: NameFormProps) {
  const t = useTranslations("library.saved");
  const [name, setName] = useState(() => q.trim().slice(0, SEARCH_NAME_LENGTH_MAX));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    anchor.close();
    void save({ name: name.trim(), text: q.trim() });
  }
  return (
    <Popover anchor={anchor} align="end" aria-label={t("save")} className="w-72 p-3">
      <form onSubmit={submit} className="flex flex-col gap-2.5">
        <Field
          label={t("name")}
          required
          maxLength={SEARCH_NAME_LENGTH_MAX}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onFocus={({ target }) => target.select()}
          autoComplete="off"
        />
        <Button type="submit">{t("keep")}</Button>
      </form>
    </Popover>
  );
}
