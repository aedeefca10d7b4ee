import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useCollectionForm } from "@/components/collection/use-collection-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
import type { CollectionView } from "@/lib/collection/schema";
import { DESCRIPTION_LENGTH_MAX } from "@/lib/collection/schema/facts";
import { SEARCH_LENGTH_MAX } from "@/lib/library/schema/facts";

type EditCollectionDialogProps = {
  collection: CollectionView;
  close: () => void;
  onClosed: () => void;
};

export function EditCollectionDialog({ collection, close, onClosed }: EditCollectionDialogProps) {
  const t = useTranslations("collection");
  const [name, setName] = useState(collection.name);
  const [description, setDescription] = useState(collection.description);
  const [search, setSearch] = useState(collection.search);
  const form = useCollectionForm(close);
  const id = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    form.change({ id: collection.id, name, description, search });
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t(search === null ? "form.edit" : "form.editLive")}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
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
          {search === null ? null : (
            <Field
              label={t("form.search")}
              hint={t("form.searchHint")}
              error={form.searchError}
              value={search}
              onChange={({ target }) => {
                setSearch(target.value);
                form.forget();
              }}
              maxLength={SEARCH_LENGTH_MAX}
              autoComplete="off"
              spellCheck={false}
              required
            />
          )}
          <div>
            <label htmlFor={id} className="mb-1 block text-ink-2 text-small">
              {t("form.description")}
            </label>
            <textarea
              id={id}
              rows={4}
              maxLength={DESCRIPTION_LENGTH_MAX}
              value={description}
              onChange={({ target }) => setDescription(target.value)}
              className="block w-full resize-y rounded-t-control border-control border-b bg-well px-2.5 py-2 text-[14px] outline-none focus:border-blue focus:shadow-[0_1px_0_var(--blue)] max-tablet:text-[16px]"
            />
          </div>
          <DialogFoot alert={form.footError} cancelLabel={t("cancel")} cancel={close}>
            <Button type="submit" kind="paper" isLoading={form.isPending}>
              {t("form.save")}
            </Button>
          </DialogFoot>
        </form>
      </DialogContent>
    </Dialog>
  );
}
