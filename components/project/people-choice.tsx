import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { OpennessView } from "@/lib/project/schema";

type Person = OpennessView["people"][number];
type PeopleChoiceProps = {
  people: readonly Person[];
  chosen: ReadonlySet<string>;
  toggle: (id: string) => void;
};

/** Owners and admins are not among them: they see every project. */
export function PeopleChoice({ people, chosen, toggle }: PeopleChoiceProps) {
  const t = useTranslations("project.people");
  if (people.length === 0) return <p className="text-ink-2">{t("nobody")}</p>;
  return (
    <fieldset className="min-h-0 border-hair border-t pt-3">
      <legend className="sr-only">{t("list")}</legend>
      <p aria-hidden="true" className="mb-1 text-ink-2 text-small">
        {t("list")}
      </p>
      <ul className="-mx-2 max-h-[38dvh] overflow-y-auto">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isOn={chosen.has(person.id)}
            toggle={() => toggle(person.id)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

type PersonRowProps = { person: Person; isOn: boolean; toggle: () => void };

/** Nobody closes a project to themselves: their own row stays as it is. */
function PersonRow({ person: { name, role, isSelf }, isOn, toggle }: PersonRowProps) {
  const t = useTranslations("project.people");
  const roles = useTranslations("team.role");
  return (
    <li>
      <label className="flex min-h-[34px] items-center gap-2.5 rounded-[5px] px-2 not-has-disabled:cursor-pointer not-has-disabled:hover:bg-hover max-tablet:min-h-11">
        <span className="relative grid size-4 flex-none place-items-center">
          <input
            type="checkbox"
            checked={isOn}
            disabled={isSelf}
            onChange={toggle}
            className="size-4 appearance-none rounded-[3px] inset-ring inset-ring-control checked:bg-blue checked:inset-ring-0 disabled:opacity-60"
          />
          {isOn ? (
            <Check className="pointer-events-none absolute size-3 stroke-2 text-on-blue" />
          ) : null}
        </span>
        <span className="min-w-0 flex-1 truncate">{isSelf ? t("yourself", { name }) : name}</span>
        <span className="text-ink-2 text-small">{roles(role)}</span>
      </label>
    </li>
  );
}
