import { useTranslations } from "next-intl";
import { useRefusalText } from "@/components/gateway-key/refusal-text";
import { useKeyChange } from "@/components/gateway-key/use-key-change";
import { AlertLine } from "@/components/ui/alert-line";
import { Select } from "@/components/ui/select";
import { chooseKeyAction } from "@/lib/gateway-key/actions";
import type { KeysView } from "@/lib/gateway-key/schema";

/** Of a choice that names no key. */
const NONE = "none";

/** Which key the team works with, and which projects have another. */
export function Serving({ view }: { view: KeysView }) {
  const t = useTranslations("gateway");
  const automatic = useAutomatic(view);
  const { refusal, change } = useKeyChange();
  const alert = useRefusalText(refusal);
  const named = view.keys.map(({ id, label, isEnabled }) => ({
    value: id,
    text: isEnabled ? label : t("offChoice", { label }),
  }));
  const choose = (projectId: string | null) => (value: string) =>
    change(() => chooseKeyAction({ projectId, keyId: value === NONE ? null : value }));
  return (
    <>
      <p className="mb-2 max-w-[60ch] text-ink-2 text-small">{t("servingLead")}</p>
      <ul>
        <Row name={t("servingTeam")}>
          <Select
            label={t("servingOf", { name: t("servingTeam") })}
            value={view.chosenId ?? NONE}
            choices={[{ value: NONE, text: automatic }, ...named]}
            onChange={choose(null)}
            className="w-64 max-tablet:w-full"
          />
        </Row>
        {view.projects.map(({ id, name, code, keyId }) => (
          <Row key={id} name={name} code={code}>
            <Select
              label={t("servingOf", { name })}
              value={keyId ?? NONE}
              choices={[{ value: NONE, text: t("asTeam") }, ...named]}
              onChange={choose(id)}
              className="w-64 max-tablet:w-full"
            />
          </Row>
        ))}
      </ul>
      {alert ? <AlertLine text={alert} /> : null}
    </>
  );
}

/** What the team works with while it has said nothing. */
function useAutomatic({ settings, keys }: KeysView): string {
  const t = useTranslations("gateway");
  if (settings && !settings.isSandbox) return t("automaticSettings");
  const oldest = keys.find(({ isEnabled }) => isEnabled);
  return oldest ? t("automaticOldest", { label: oldest.label }) : t("automaticSandbox");
}

type RowProps = { name: string; code?: string; children: React.ReactNode };

const Row = ({ name, code, children }: RowProps) => (
  <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-hair border-t py-2">
    <p className="min-w-40 flex-1 truncate">
      {name}
      {code ? <span className="ms-2 font-mono text-ink-3 text-small">{code}</span> : null}
    </p>
    {children}
  </li>
);
