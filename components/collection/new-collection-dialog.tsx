import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useCollectionForm } from "@/components/collection/use-collection-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { CollectionView } from "@/lib/collection/schema";
import { savedSearchesQuery } from "@/lib/library/queries";

type NewCollectionDialogProps = {
  close: () => void;
  onClosed: () => void;
  onMade: (collection: CollectionView) => void;
};

/** Its name, and where its pictures come from: by hand, or from a search that the person has saved. */
export function NewCollectionDialog({ close, onClosed, onMade }: NewCollectionDialogProps) {
  const t = useTranslations("collection");
  const [name, setName] = useState("");
  const [source, setSource] = useState(BY_HAND);
  const { data } = useQuery(savedSearchesQuery());
  const searches = data?.searches ?? [];
  const form = useCollectionForm(onMade);
  const search = searches.find(({ id }) => id === source) ?? null;

  function submit(event: FormEvent) {
    event.preventDefault();
    form.create(name, search?.text ?? null);
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent title={t("shelf.new")} closeLabel={t("close")} onClosed={onClosed}>
        <form onSubmit={submit} className="flex flex-col gap-4 pt-1">
          <Field
            label={t("form.name")}
            error={form.nameError}
            value={name}
            onChange={({ target }) => {
              setName(target.value);
              form.forget();
            }}
            autoComplete="off"
            required
            autoFocus
          />
          <Source {...{ source, setSource, searches }} />
          <DialogFoot alert={form.footError} cancelLabel={t("cancel")} cancel={close}>
            <Button type="submit" kind="paper" isLoading={form.isPending}>
              {t("form.make")}
            </Button>
          </DialogFoot>
        </form>
      </DialogContent>
    </Dialog>
  );
}

const BY_HAND = "hand";

type SourceProps = {
  source: string;
  setSource: (source: string) => void;
  searches: readonly { id: string; name: string; text: string }[];
};

function Source({ source, setSource, searches }: SourceProps) {
  const t = useTranslations("collection.form");
  const hintId = useId();
  const search = searches.find(({ id }) => id === source);
  const hint = search ? t("bySearchHint") : t(searches.length > 0 ? "byHandHint" : "noSearches");
  return (
    <fieldset aria-describedby={hintId}>
      <legend className="mb-1 text-ink-2 text-small">{t("pictures")}</legend>
      {searches.length > 0 ? (
        <Select
          label={t("pictures")}
          value={source}
          onChange={setSource}
          className="h-9! w-full"
          choices={[
            { value: BY_HAND, text: t("byHand") },
            ...searches.map(({ id, name }) => ({ value: id, text: t("bySearch", { name }) })),
          ]}
        />
      ) : (
        <p>{t("byHand")}</p>
      )}
      <p id={hintId} className="mt-1.5 text-ink-2 text-small">
        {hint}
        {search ? (
          <span className="mt-1 block break-words font-mono text-slug">{search.text}</span>
        ) : null}
      </p>
    </fieldset>
  );
}
