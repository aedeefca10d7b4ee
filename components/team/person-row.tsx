import { UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Confirmation } from "@/components/account/confirmation";
import { formatMoment } from "@/components/generation/formats";
import { useNow } from "@/components/generation/use-now";
import { usePlace } from "@/components/generation/use-place";
import { AskFirst } from "@/components/team/ask-first";
import { ResetFactor } from "@/components/team/reset-factor";
import { RoleSelect } from "@/components/team/role-select";
import { useChange } from "@/components/team/use-change";
import { AlertLine } from "@/components/ui/alert-line";
import { Avatar } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";
import type { Role } from "@/lib/shared/actor";
import { changeRoleAction, removePersonAction } from "@/lib/team/actions";
import type { PersonView } from "@/lib/team/schema";

type PersonRowProps = {
  person: PersonView;
  grantable: readonly Role[];
  /** Its row or its button is gone, and with it the focus. */
  onRemoved: () => void;
};

export function PersonRow({ person, grantable, onRemoved }: PersonRowProps) {
  const t = useTranslations("team");
  const { id, name, email, isSelf, fixed } = person;
  const { refusal, isPending, change, confirmation } = useChange();
  const setRole = (role: Role) => change(() => changeRoleAction({ personId: id, role }));
  return (
    <li className="border-hair border-t py-3">
      <div
        aria-busy={isPending}
        className="flex items-center gap-x-3 gap-y-2 max-tablet:flex-wrap max-tablet:[&>:last-child]:w-full"
      >
        <Avatar name={name} size={28} />
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2">
            <span className="truncate font-medium">{name}</span>
            {isSelf ? <Chip>{t("you")}</Chip> : null}
            {person.hasSecondFactor ? <Chip>{t("factor.has")}</Chip> : null}
          </p>
          <p className="break-all text-ink-2 text-small">{email}</p>
        </div>
        <div className="flex items-center gap-2 max-tablet:ps-10">
          <LastSeen at={person.lastSeenAt} />
          <ResetFactor person={person} onReset={onRemoved} />
          <RoleOf {...{ person, grantable, setRole }} />
          {fixed || isSelf ? (
            <span className="w-8 max-tablet:hidden" />
          ) : (
            <RemoveButton person={person} onRemoved={onRemoved} />
          )}
        </div>
      </div>
      {refusal ? <AlertLine text={t(`refused.${refusal}`)} /> : null}
      <Confirmation {...confirmation} />
    </li>
  );
}

type RoleOfProps = Pick<PersonRowProps, "person" | "grantable"> & { setRole: (role: Role) => void };

function RoleOf({ person: { name, role, fixed }, grantable, setRole }: RoleOfProps) {
  const t = useTranslations("team");
  if (fixed === null) {
    return (
      <RoleSelect
        label={t("roleOf", { name })}
        role={role}
        choices={grantable}
        onChange={(next) => next !== role && setRole(next)}
        className="max-tablet:flex-1"
      />
    );
  }
  return (
    <span className="w-40 px-2.5 max-tablet:flex-1">
      {t(`role.${role}`)}
      {fixed === "last_owner" ? (
        <span className="block text-ink-2 text-small">{t("lastOwner")}</span>
      ) : null}
    </span>
  );
}

/** A session is noted at most each few seconds. */
const NOW_MS = 2 * 60_000;

function LastSeen({ at }: { at: string | null }) {
  const t = useTranslations("team");
  const place = usePlace();
  const now = useNow();
  const isNow = at !== null && now - Date.parse(at) < NOW_MS;
  const words = at === null ? t("seenNever") : t("seen", { when: formatMoment(at, place) });
  return (
    <span className="text-end text-ink-3 text-small max-tablet:hidden">
      {isNow ? t("seenNow") : words}
    </span>
  );
}

function RemoveButton({ person, onRemoved }: Pick<PersonRowProps, "person" | "onRemoved">) {
  const t = useTranslations("team.remove");
  const [isAsked, setIsAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <IconButton
        ref={button}
        icon={UserMinus}
        label={t("open", { name: person.name })}
        onClick={() => setIsAsked(true)}
      />
      {isAsked ? (
        <AskFirst
          title={t("title", { name: person.name })}
          text={t("text")}
          submit={t("submit")}
          run={() => removePersonAction({ personId: person.id })}
          close={() => setIsAsked(false)}
          onClosed={() => (button.current ? button.current.focus() : onRemoved())}
        />
      ) : null}
    </>
  );
}
