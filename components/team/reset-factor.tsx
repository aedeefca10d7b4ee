import { ShieldOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { AskFirst } from "@/components/team/ask-first";
import { IconButton } from "@/components/ui/icon-button";
import { resetFactorAction } from "@/lib/team/actions";
import type { PersonView } from "@/lib/team/schema";

type ResetFactorProps = {
  person: PersonView;
  /** Its button is gone with what it could do. */
  onReset: () => void;
};

/** For somebody who has lost the app and the recovery codes. */
export function ResetFactor({ person, onReset }: ResetFactorProps) {
  const t = useTranslations("team.factor");
  const [isAsked, setIsAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      {person.mayResetFactor ? (
        <IconButton
          ref={button}
          icon={ShieldOff}
          label={t("reset", { name: person.name })}
          onClick={() => setIsAsked(true)}
        />
      ) : null}
      {isAsked ? (
        <AskFirst
          title={t("resetTitle", { name: person.name })}
          text={t("resetText")}
          submit={t("resetSubmit")}
          run={() => resetFactorAction({ personId: person.id })}
          close={() => setIsAsked(false)}
          onClosed={() => (button.current ? button.current.focus() : onReset())}
        />
      ) : null}
    </>
  );
}
