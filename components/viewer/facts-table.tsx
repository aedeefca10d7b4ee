import { Check, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { isDone } from "@/components/generation/cells";
import { copyText } from "@/components/generation/copy-text";
import {
  formatMoment,
  formatPixels,
  pictureCode,
  splitDuration,
} from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import type { FeedVerbs } from "@/components/generation/verbs";
import { FactRow } from "@/components/viewer/fact-row";
import { InputRows } from "@/components/viewer/input-rows";
import { type Take, TakenFact } from "@/components/viewer/taken-fact";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import { differsFromRequest } from "@/lib/generation/policy";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import type { ImageView } from "@/lib/image/schema";
import type { ImageMime } from "@/lib/image/schema/facts";
import { formatBytes } from "@/lib/shared/bytes";
import { formatMicroUsd } from "@/lib/shared/money";

const TYPE: Record<ImageMime, string> = {
  "image/jpeg": "JPEG",
  "image/png": "PNG",
  "image/webp": "WebP",
};
const HASH_SHOWN = 8;

export function CopyFact({ text, shown, label }: { text: string; shown: string; label: string }) {
  const t = useTranslations("viewer");
  const words = { copied: t("copied"), failed: t("copyFailed") };
  return (
    <button
      type="button"
      aria-label={label}
      onClick={() => void copyText(text, words)}
      className="min-h-6 rounded-print font-mono text-slug hover:text-ink-2 max-tablet:min-h-11"
    >
      {shown}
    </button>
  );
}

function Delivered({
  image,
  asked,
}: {
  image: ImageView;
  asked: GenerationView["requestedPixels"];
}) {
  const t = useTranslations("viewer");
  const pixels = formatPixels(image);
  if (!asked) return pixels;
  const isOther = differsFromRequest(image, asked);
  const Icon = isOther ? TriangleAlert : Check;
  return (
    <>
      {pixels}{" "}
      <span className={isOther ? "text-amber" : "whitespace-nowrap text-green"}>
        <Icon className="inline size-3 align-[-1px]" />{" "}
        {isOther ? t("differs", { pixels: formatPixels(asked) }) : t("same")}
      </span>
    </>
  );
}

export function FileRows({ image }: { image: ImageView }) {
  const t = useTranslations("viewer");
  const size = formatBytes(image.sizeBytes, useLocale());
  const shown = `${image.sha256.slice(0, HASH_SHOWN)}…`;
  return (
    <>
      <FactRow term={t("file")}>{t("fileValue", { type: TYPE[image.mime], size })}</FactRow>
      <FactRow term={t("hash")}>
        <CopyFact text={image.sha256} shown={shown} label={t("copyHash", { shown })} />
      </FactRow>
    </>
  );
}

/** From accepted to saved. */
function TimeRow({ variant }: { variant: VariantView }) {
  const t = useTranslations("viewer");
  const words = useTranslations("feed");
  if (!variant.submittedAt || !variant.endedAt) return null;
  const elapsedMs = Date.parse(variant.endedAt) - Date.parse(variant.submittedAt);
  const { minutes, seconds, total } = splitDuration(elapsedMs);
  return (
    <FactRow term={t("time")}>
      {minutes > 0 ? words("minutes", { minutes, seconds }) : words("seconds", { count: total })}
    </FactRow>
  );
}

function AskedRow({ generation, take }: { generation: GenerationView; take: Take }) {
  const t = useTranslations("viewer");
  const { aspectRatio: ratio, resolution, requestedPixels } = generation;
  const values = {
    ratio: () => (
      <TakenFact field="aspectRatio" label={t("take.aspectRatio", { value: ratio })} take={take}>
        {ratio}
      </TakenFact>
    ),
    resolution: () => (
      <TakenFact field="resolution" label={t("take.resolution", { value: resolution })} take={take}>
        {resolution}
      </TakenFact>
    ),
  };
  return (
    <FactRow term={t("askedFor")}>
      {requestedPixels
        ? t.rich("askedValue", { ...values, pixels: formatPixels(requestedPixels) })
        : t.rich("askedValueShort", values)}
    </FactRow>
  );
}

/** What it cost, as far as that is known. The words: messages, `viewer.charge`. */
function chargeWordOf({ charge, status }: VariantView) {
  if (charge) return charge.basis === "unknown" ? "mayBe" : (charge.basis ?? "none");
  return status === "unknown" ? "mayBe" : "estimated";
}

type FactsTableProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: Pick<FeedVerbs, "takeField" | "compareVersions">;
  goTo: (target: ViewerTarget) => void;
};

export function FactsTable({ generation, variant, verbs, goTo }: FactsTableProps) {
  const t = useTranslations("viewer");
  const locale = useLocale();
  const place = usePlace();
  const { image } = variant;
  const { takeField } = verbs;
  const take: Take = takeField && ((field) => takeField(generation, field));
  const code = pictureCode(generation.code, variant);
  const price = formatMicroUsd(variant.charge?.microUsd ?? generation.priceMicroUsd, locale);
  return (
    <dl className="grid grid-cols-[92px_1fr] gap-x-2 items-baseline gap-y-[3px] text-small">
      <AskedRow generation={generation} take={take} />
      {image ? (
        <FactRow term={t("delivered")}>
          <Delivered image={image} asked={generation.requestedPixels} />
        </FactRow>
      ) : null}
      <FactRow term={t("model")}>
        <TakenFact field="model" label={t("take.model", { value: generation.model })} take={take}>
          {generation.model}
        </TakenFact>
      </FactRow>
      <InputRows
        {...{ generation, goTo, take }}
        compareVersions={
          image && isDone(variant) ? () => verbs.compareVersions(generation, variant) : null
        }
      />
      <FactRow term={t("cost")}>
        {t(`charge.${chargeWordOf(variant)}`, { price })}
        {generation.isSandbox ? <span className="text-ink-3"> {t("sandboxMoney")}</span> : null}
      </FactRow>
      <FactRow term={t("madeBy")}>
        {generation.author.name}, {formatMoment(generation.createdAt, place)}
      </FactRow>
      <TimeRow variant={variant} />
      {image ? <FileRows image={image} /> : null}
      <FactRow term={t("code")}>
        <CopyFact text={code} shown={code} label={t("copyCode", { code })} />
      </FactRow>
    </dl>
  );
}
