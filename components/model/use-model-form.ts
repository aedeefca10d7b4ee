import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { Composer } from "@/components/composer/use-composer";
import {
  factsOf,
  formOf,
  invalidFields,
  likeRow,
  type ModelForm,
} from "@/components/model/model-form";
import { showToast } from "@/components/ui/toast";
import { addModelAction, changeModelAction, removeModelAction } from "@/lib/custom-model/actions";
import type { ModelRow } from "@/lib/generation/models";

type Trouble = "id_taken" | "not_found" | "failed";

/** A row of the team that is added like `start`, or is `start` itself and changed. */
export function useModelForm(composer: Composer, start: ModelRow, close: () => void) {
  const t = useTranslations("model");
  const { own } = start;
  const [form, setForm] = useState<ModelForm>(() =>
    own ? formOf(start) : { ...formOf(start), modelId: "", label: "" },
  );
  const [isTried, setIsTried] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isPending, startTransition] = useTransition();
  const invalid = invalidFields(form);
  const modelId = form.modelId.trim();

  const run = (
    send: () => ReturnType<typeof addModelAction | typeof removeModelAction>,
    andThen: () => void,
  ) =>
    startTransition(async () => {
      setTrouble(null);
      const answer = await send().catch(() => null);
      if (!answer?.ok) {
        const code = answer?.error.code;
        setTrouble(code === "id_taken" || code === "not_found" ? code : "failed");
        return;
      }
      composer.setModels(answer.value);
      andThen();
      close();
    });

  function save(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (invalid.size > 0) return;
    const facts = factsOf(form);
    if (own)
      run(
        () => changeModelAction({ rowId: own.rowId, facts }),
        () => undefined,
      );
    else
      run(
        () => addModelAction({ modelId, facts }),
        () => composer.setModel(modelId),
      );
  }

  function remove() {
    if (!own) return;
    const bringBack = async () => {
      const facts = factsOf(formOf(start));
      const added = await addModelAction({ modelId: start.id, facts }).catch(() => null);
      if (added?.ok) composer.setModels(added.value);
    };
    const undo = { label: t("undo"), run: () => void bringBack() };
    run(
      () => removeModelAction({ rowId: own.rowId }),
      () => showToast({ text: t("removed", { model: start.label }), undo }),
    );
  }

  return {
    form,
    trouble,
    isPending,
    invalid: isTried ? invalid : new Set<never>(),
    set: (change: Partial<ModelForm>) => setForm((now) => ({ ...now, ...change })),
    copy: (row: ModelRow) => setForm((now) => likeRow(now, row)),
    save,
    remove,
  };
}
