import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { FactorForm } from "@/components/second-factor/factor-form";
import { type Own, ownOf, passwordField, removeProof } from "@/components/second-factor/own";
import { SetUpPasskey } from "@/components/second-factor/set-up-passkey";
import { useReread } from "@/components/second-factor/use-reread";
import { Section } from "@/components/team/section";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { removePasskeyAction } from "@/lib/account/actions/second-factor";
import { factorQuery } from "@/lib/account/queries";
import type { FactorView } from "@/lib/account/schema/own-factors";
import type { PasskeyView } from "@/lib/account/schema/passkey";

type Doing = { deed: "add" } | { deed: "remove"; passkey: PasskeyView };

/** The keys in the person's devices. What goes wrong with the reading is said in the section before. */
export function PasskeySection() {
  const t = useTranslations("factor.passkey");
  const { data } = useQuery(factorQuery());
  const [doing, setDoing] = useState<Doing | null>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const reread = useReread();
  function stop() {
    setDoing(null);
    head.current?.focus();
    void reread();
  }
  return (
    <Section title={t("title")} headRef={head}>
      {data && doing === null ? <List view={data} start={setDoing} /> : null}
      {doing?.deed === "add" ? (
        <SetUpPasskey own={ownOf(data)} onDone={stop} onOn={reread} cancel={stop} />
      ) : null}
      {doing?.deed === "remove" ? (
        <Remove passkey={doing.passkey} own={ownOf(data)} stop={stop} />
      ) : null}
    </Section>
  );
}

type ListProps = { view: FactorView; start: (doing: Doing) => void };

function List({ view: { passkeys, since, isRequired }, start }: ListProps) {
  const t = useTranslations("factor.passkey");
  const isLastFactor = isRequired && since === null && passkeys.length === 1;
  return (
    <>
      {passkeys.length === 0 ? <p className="mb-3 max-w-[60ch] text-ink-2">{t("none")}</p> : null}
      <ul className="mb-3 empty:hidden">
        {passkeys.map((passkey) => (
          <Row
            key={passkey.id}
            passkey={passkey}
            {...(!isLastFactor && { remove: () => start({ deed: "remove", passkey }) })}
          />
        ))}
      </ul>
      {isLastFactor ? <p className="mb-3 max-w-[60ch] text-ink-2">{t("last")}</p> : null}
      <Button onClick={() => start({ deed: "add" })}>{t("add")}</Button>
    </>
  );
}

function Row({ passkey, remove }: { passkey: PasskeyView; remove?: () => void }) {
  const t = useTranslations("factor.passkey");
  const place = usePlace();
  const { label, addedAt, lastUsedAt } = passkey;
  const when = formatMoment(addedAt, place);
  return (
    <li className="flex items-center gap-3 border-hair border-t py-3">
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium">{label}</p>
        <p className="text-ink-2 text-small">
          {lastUsedAt
            ? t("row", { when, used: formatMoment(lastUsedAt, place) })
            : t("rowUnused", { when })}
        </p>
      </div>
      {remove ? (
        <Button kind="ghost" aria-label={t("removeOf", { label })} onClick={remove}>
          {t("remove")}
        </Button>
      ) : null}
    </li>
  );
}

type RemoveProps = { passkey: PasskeyView; own: Own; stop: () => void };

function Remove({ passkey: { id: passkeyId, label }, own, stop }: RemoveProps) {
  const t = useTranslations("factor.passkey");
  return (
    <>
      <p className="mb-3 break-words">{t("removing", { label })}</p>
      <FactorForm
        asks={[...passwordField(own), "code"]}
        submit={t("remove")}
        send={(typed) => removePasskeyAction({ passkeyId, proof: removeProof(own, typed) })}
        sendPasskey={(passkey) => removePasskeyAction({ passkeyId, proof: { passkey } })}
        onDone={() => {
          showToast({ text: t("removed") });
          stop();
        }}
        cancel={stop}
        about="passkey"
      />
    </>
  );
}
