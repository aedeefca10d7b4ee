import { useTranslations } from "next-intl";
import { OTHER, type useKeyFacts } from "@/components/gateway-key/key-facts";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import {
  ACCOUNT_GROUPS,
  KEY_LABEL_LENGTH_MAX,
  KNOWN_ADDRESSES,
} from "@/lib/gateway-key/schema/facts";

type KeyFieldsProps = { form: ReturnType<typeof useKeyFacts>; addressError: string | undefined };

export function KeyFields({ form, addressError }: KeyFieldsProps) {
  const t = useTranslations("gateway");
  const { facts, change, isLabelWrong } = form;
  const addresses = KNOWN_ADDRESSES.map((value) => ({ value, text: new URL(value).host }));
  return (
    <>
      <Field
        label={t("form.label")}
        hint={t("form.labelHint")}
        error={isLabelWrong ? t("form.labelWrong") : undefined}
        value={facts.label}
        maxLength={KEY_LABEL_LENGTH_MAX}
        autoComplete="off"
        onChange={({ target }) => change({ label: target.value })}
      />
      <div className="flex flex-wrap gap-3">
        <Chosen label={t("form.address")}>
          <Select
            label={t("form.address")}
            value={facts.choice}
            choices={[...addresses, { value: OTHER, text: t("form.other") }]}
            onChange={(choice) => change({ choice })}
            className="h-[37px] w-full"
          />
        </Chosen>
        <Chosen label={t("form.group")}>
          <Select
            label={t("form.group")}
            value={facts.group}
            choices={ACCOUNT_GROUPS.map((value) => ({ value, text: t(`group.${value}`) }))}
            onChange={(group) => change({ group })}
            className="h-[37px] w-full"
          />
        </Chosen>
      </div>
      <p className="-mt-2.5 text-ink-2 text-small">{t("form.groupHint")}</p>
      {facts.choice === OTHER ? (
        <Field
          label={t("form.custom")}
          hint={t("form.customHint")}
          error={addressError}
          type="url"
          inputMode="url"
          autoComplete="off"
          value={facts.custom}
          onChange={({ target }) => change({ custom: target.value })}
        />
      ) : null}
    </>
  );
}

/** The control names itself: the word above it is for eyes. */
const Chosen = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="min-w-40 flex-1">
    <p aria-hidden="true" className="mb-1 text-ink-2 text-small">
      {label}
    </p>
    {children}
  </div>
);
