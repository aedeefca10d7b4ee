import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCollectionForm } from "@/components/collection/use-collection-form";
import { BarRow } from "@/components/library/bar-row";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { collectionsQuery } from "@/lib/collection/queries";

type Chosen = { id: string; name: string };

const isCalled = (name: string) => (collection: Chosen) =>
  collection.name.toLowerCase() === name.trim().toLowerCase();

/** One of the team's collections, or a new one of the name that is typed. A live one takes nothing. */
export function CollectForm({ choose }: { choose: (collection: Chosen) => void }) {
  const t = useTranslations("collection");
  const [typed, setTyped] = useState("");
  const { data } = useQuery(collectionsQuery());
  const form = useCollectionForm(choose);
  const name = typed.trim();
  const byHand = (data?.collections ?? []).filter(({ search }) => search === null);
  const found = byHand.filter((it) => it.name.toLowerCase().includes(name.toLowerCase()));
  const meant = byHand.find(isCalled(typed));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (meant) choose(meant);
    else if (name) form.create(name, null);
  }
  return (
    <form onSubmit={submit} aria-label={t("collect.title")} className="p-1.5">
      <Field
        label={t("collect.field")}
        // The popover was opened to type or to choose.
        autoFocus
        error={form.nameError}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          form.forget();
        }}
        autoComplete="off"
      />
      <ul aria-label={t("collect.list")} className="max-h-56 overflow-y-auto py-1.5">
        {found.map((collection) => (
          <BarRow
            key={collection.id}
            aside={collection.imageCount}
            press={() => choose(collection)}
          >
            {collection.name}
          </BarRow>
        ))}
      </ul>
      {data && found.length === 0 && name ? (
        <p className="px-2 pb-2 text-ink-2 text-small">{t("collect.none")}</p>
      ) : null}
      {form.footError ? <AlertLine text={form.footError} /> : null}
      <Submit {...{ name, meant }} isPending={form.isPending} />
    </form>
  );
}

type SubmitProps = { name: string; meant: Chosen | undefined; isPending: boolean };

function Submit({ name, meant, isPending }: SubmitProps) {
  const t = useTranslations("collection.collect");
  const toNew = name ? t("make", { name }) : t("makeNew");
  return (
    <Button
      type="submit"
      {...(!meant && { icon: Plus })}
      isLoading={isPending}
      disabledReason={name ? undefined : t("nameFirst")}
      className="w-full"
    >
      <span className="min-w-0 truncate">{meant ? t("addTo", { name: meant.name }) : toNew}</span>
    </Button>
  );
}
