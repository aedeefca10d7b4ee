import { Check, CircleAlert, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import {
  convertIncoming,
  type IncomingFile,
  isUnderWay,
  removeIncoming,
  retryIncoming,
} from "@/components/incoming/incoming";
import type { IncomingProblem } from "@/components/incoming/send-upload";
import { type FileCure, fileCure, problemFacts } from "@/components/reference-image/file-problems";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { SHRUNK_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";
import { formatBytes } from "@/lib/shared/bytes";
import type { AddedUpload } from "@/lib/upload/schema";

type IncomingRowProps = { incoming: IncomingFile; open: (upload: AddedUpload) => void };

/** How far one file is, or why it did not come and what to do about it. */
export function IncomingRow({ incoming, open }: IncomingRowProps) {
  const t = useTranslations("incoming");
  const { key, file, state } = incoming;
  const remove = () => removeIncoming((each) => each.key === key);
  return (
    <li className="flex min-h-9 items-center gap-2 py-1 text-small">
      {state.kind === "failed" ? (
        <Failed incoming={incoming} problem={state.problem} />
      ) : (
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2">
            <span className="min-w-0 truncate">{file.name}</span>
            {state.kind === "here" ? <Here upload={state.upload} open={open} /> : null}
            {state.kind === "waiting" ? <Aside>{t("waiting")}</Aside> : null}
            {state.kind === "converting" ? <Aside>{t("converting")}</Aside> : null}
          </p>
          {state.kind === "sending" ? (
            <Progress
              percent={state.percent}
              label={t("sending", { name: file.name })}
              className="mt-1"
            />
          ) : null}
        </div>
      )}
      {state.kind === "here" ? null : (
        <IconButton
          icon={X}
          size={26}
          label={t(isUnderWay(incoming) ? "stop" : "remove", { name: file.name })}
          onClick={remove}
          className="max-tablet:size-11"
        />
      )}
    </li>
  );
}

const Aside = ({ children }: { children: ReactNode }) => (
  <span className="ms-auto flex-none text-ink-3">{children}</span>
);

function Here({ upload, open }: { upload: AddedUpload; open: IncomingRowProps["open"] }) {
  const t = useTranslations("incoming");
  return (
    <span className="ms-auto flex flex-none items-center gap-1.5">
      {upload.isKnown ? (
        <span className="text-ink-3">{t("known")}</span>
      ) : (
        <Check className="size-3.5 text-green" />
      )}
      <Button
        kind="ghost"
        size={26}
        aria-label={t("open", { code: upload.code })}
        onClick={() => open(upload)}
        className="font-mono max-tablet:min-h-11"
      >
        {upload.code}
      </Button>
    </span>
  );
}

type FailedProps = { incoming: IncomingFile; problem: IncomingProblem };

function Failed({ incoming: { key, file }, problem }: FailedProps) {
  const t = useTranslations("composer");
  const own = useTranslations("incoming");
  const locale = useLocale();
  const b = (text: ReactNode) => <b className="font-strong text-ink">{text}</b>;
  const isOwn = problem.code === "forbidden" || problem.code === "project_missing";
  const cure = isOwn ? null : fileCure(problem);
  const cures: Record<FileCure, () => void> = {
    shrink: () => void convertIncoming(key),
    convert: () => void convertIncoming(key),
    try_again: () => retryIncoming(key),
  };
  const size = formatBytes(SHRUNK_SIZE_BYTES_MAX, locale);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <CircleAlert className="size-3.5 flex-none text-red" />
      <p role="alert" className="min-w-0 flex-1 basis-40 break-words text-ink-2">
        {isOwn
          ? own(problem.code, { name: file.name })
          : t.rich(`problem.${problem.code}.text`, {
              ...problemFacts(problem, locale),
              name: file.name,
              b,
            })}
      </p>
      {cure ? (
        <Button size={26} onClick={cures[cure]} className="max-tablet:min-h-11">
          {problem.code === "too_large" ? t("cure.shrinkTo", { size }) : t(`cure.${cure}`)}
        </Button>
      ) : null}
    </div>
  );
}
