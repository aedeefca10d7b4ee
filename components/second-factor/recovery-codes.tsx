import { Copy, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { copyText } from "@/components/generation/copy-text";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";

/** The only time that they are there to be seen. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const t = useTranslations("factor");
  const text = codes.join("\n");
  const words = { copied: t("codesCopied"), failed: t("copyFailed") };
  const head = useRef<HTMLHeadingElement>(null);
  // The form before it is gone, and with it what had the focus.
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="max-w-104">
      <h3 ref={head} tabIndex={-1} className="mb-1 font-medium outline-none">
        {t("codesTitle")}
      </h3>
      <p className="mb-3 text-ink-2">{t("codesLead")}</p>
      <ul className="mb-4 grid grid-cols-2 gap-x-6 gap-y-1 rounded-control bg-well p-4 font-mono text-[12px] max-[360px]:grid-cols-1">
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button kind="paper" onClick={done}>
          {t("codesDone")}
        </Button>
        <Button onClick={() => void copyText(text, words)}>
          <Copy />
          {t("codesCopy")}
        </Button>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="maquette-recovery-codes.txt"
          className={buttonClass({ kind: "quiet" })}
        >
          <Download />
          {t("codesDownload")}
        </a>
      </div>
    </div>
  );
}
