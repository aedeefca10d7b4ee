import { Copy } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { copyText } from "@/components/generation/copy-text";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { IconButton } from "@/components/ui/icon-button";
import type { AttentionView } from "@/lib/generation/schema/attention";
import { formatMicroUsd } from "@/lib/shared/money";

export type Entry = AttentionView["entries"][number];

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="flex min-w-0 items-center gap-1">{children}</dd>
    </>
  );
}

function Id({ id, label }: { id: string; label: string }) {
  const t = useTranslations("attention");
  const words = { copied: t("copied"), failed: t("copyFailed") };
  return (
    <>
      <span className="min-w-0 break-all font-mono text-slug">{id}</span>
      <IconButton
        icon={Copy}
        size={26}
        label={label}
        onClick={() => void copyText(id, words)}
        className="max-tablet:size-11"
      />
    </>
  );
}

/** All that is needed to claim it from the gateway. */
export function AttentionFacts({ entry }: { entry: Entry }) {
  const t = useTranslations("attention");
  const locale = useLocale();
  const place = usePlace();
  const { variant, clientBusinessId, taskId, taskIdHint, sentAt, kept } = entry;
  const stake = variant.charge?.microUsd ?? entry.reservedMicroUsd;
  return (
    <dl className="mt-2 grid items-baseline grid-cols-[112px_1fr] gap-x-2 gap-y-[3px] text-small max-tablet:grid-cols-[92px_1fr]">
      <Row term={t("stake")}>{formatMicroUsd(stake, locale)}</Row>
      <Row term={t("key")}>{entry.keyLabel}</Row>
      {sentAt ? <Row term={t("sent")}>{formatMoment(sentAt, place)}</Row> : null}
      {clientBusinessId ? (
        <Row term={t("ourId")}>
          <Id id={clientBusinessId} label={t("copyOurId")} />
        </Row>
      ) : null}
      {taskId ? (
        <Row term={t("theirId")}>
          <Id id={taskId} label={t("copyTheirId")} />
        </Row>
      ) : null}
      {!taskId && taskIdHint ? (
        <Row term={t("named")}>
          <Id id={taskIdHint} label={t("copyTheirId")} />
        </Row>
      ) : null}
      {kept.map((key) => (
        <Row key={key} term={t("kept")}>
          <Id id={`npm run maquette -- kept get ${key}`} label={t("copyKept")} />
        </Row>
      ))}
    </dl>
  );
}
