import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useSave } from "@/components/profile/use-save";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { showToast } from "@/components/ui/toast";
import { renameSelfAction } from "@/lib/account/actions";
import { NAME_LENGTH_MAX } from "@/lib/account/schema/facts";

export function NameForm({ name: kept }: { name: string }) {
  const t = useTranslations("profile");
  const router = useRouter();
  const { isPending, save, trouble } = useSave();
  const [name, setName] = useState(kept);
  const [isMissing, setIsMissing] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const isEmpty = name.trim() === "";
    setIsMissing(isEmpty);
    if (isEmpty) event.currentTarget.querySelector("input")?.focus();
    else
      save(() => renameSelfAction({ name }), {
        done() {
          showToast({ text: t("saved") });
          // The rail shows it too.
          router.refresh();
        },
      });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-3">
      <Field
        label={t("name")}
        value={name}
        onChange={({ target }) => {
          setName(target.value);
          setIsMissing(false);
        }}
        maxLength={NAME_LENGTH_MAX}
        autoComplete="name"
        error={isMissing ? t("nameMissing") : undefined}
        className="min-w-60 flex-1"
      />
      <Button type="submit" size={36} isLoading={isPending} className="mt-[22px]">
        {t("save")}
      </Button>
      {trouble ? <AlertLine text={trouble} /> : null}
    </form>
  );
}
