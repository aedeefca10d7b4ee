import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { PeopleChoice } from "@/components/project/people-choice";
import { useOpenness } from "@/components/project/use-openness";
import { Button } from "@/components/ui/button";
import { DialogFoot } from "@/components/ui/dialog-foot";
import type { Viewer } from "@/lib/account/schema";
import type { OpennessView } from "@/lib/project/schema";

type OpennessFormProps = { viewer: Viewer; view: OpennessView; close: () => void };

export function OpennessForm({ viewer, view, close }: OpennessFormProps) {
  const t = useTranslations("project");
  const [isClosed, setIsClosed] = useState(view.isClosed);
  const [memberIds, setMemberIds] = useState(membersOf(view));
  const { refusal, isPending, save } = useOpenness(viewer.project.id, close);
  const name = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    save({ isClosed, memberIds: [...memberIds] });
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-4 pt-1">
      <fieldset className="-mx-2 flex flex-col">
        <legend className="sr-only">{t("people.legend")}</legend>
        <Way
          {...{ name, isOn: !isClosed, choose: () => setIsClosed(false) }}
          label={t("people.everybody")}
          hint={t("people.everybodyHint", { team: viewer.team.name })}
        />
        <Way
          {...{ name, isOn: isClosed, choose: () => setIsClosed(true) }}
          label={t("people.chosen")}
          hint={t("people.chosenHint")}
        />
      </fieldset>
      {isClosed ? (
        <PeopleChoice
          people={view.people}
          chosen={memberIds}
          toggle={(id) => setMemberIds((before) => before.symmetricDifference(new Set([id])))}
        />
      ) : null}
      <DialogFoot
        alert={refusal && t(`people.refused.${refusal}`)}
        cancelLabel={t("cancel")}
        cancel={close}
      >
        <Button type="submit" kind="paper" isLoading={isPending}>
          {t("people.save")}
        </Button>
      </DialogFoot>
    </form>
  );
}

const membersOf = ({ people }: OpennessView): ReadonlySet<string> =>
  new Set(people.filter(({ isMember }) => isMember).map(({ id }) => id));

type WayProps = { name: string; label: string; hint: string; isOn: boolean; choose: () => void };

function Way({ name, label, hint, isOn, choose }: WayProps) {
  const hintId = useId();
  return (
    <label className="flex cursor-pointer items-start gap-2.5 rounded-[5px] px-2 py-2 hover:bg-hover">
      <input
        type="radio"
        name={name}
        checked={isOn}
        onChange={choose}
        aria-describedby={hintId}
        aria-label={label}
        className="mt-0.5 size-4 flex-none appearance-none rounded-full inset-ring inset-ring-control checked:inset-ring-[5px] checked:inset-ring-blue"
      />
      <span>
        <span className="block">{label}</span>
        <span id={hintId} className="block text-ink-2 text-small">
          {hint}
        </span>
      </span>
    </label>
  );
}
