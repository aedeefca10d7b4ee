import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { FactorForm } from "@/components/second-factor/factor-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { confirmSelfAction } from "@/lib/account/actions/confirmation";
import { factorQuery } from "@/lib/account/queries";

type ConfirmSelfProps = { onConfirmed: () => void; close: () => void; onClosed: () => void };

/** The password, or a code of whoever has a second factor. It lies over what asked for it, which keeps all it has. */
export function ConfirmSelf({ onConfirmed, close, onClosed }: ConfirmSelfProps) {
  const t = useTranslations("account.confirm");
  const tFactor = useTranslations("factor");
  const { data, isError, refetch } = useQuery(factorQuery());
  const asks = data?.since ? "code" : "password";
  const form = useRef<HTMLDivElement>(null);
  const isKnown = data !== undefined;
  // There is one thing to do here, and it is typed.
  useEffect(() => {
    if (isKnown) form.current?.querySelector("input")?.focus();
  }, [isKnown]);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("title")}
        description={t(asks)}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        {data ? (
          <div ref={form}>
            <FactorForm
              asks={[asks]}
              submit={t("submit")}
              send={(typed) => confirmSelfAction({ proof: typed[asks] })}
              onDone={onConfirmed}
              cancel={close}
            />
          </div>
        ) : (
          <p role="status" className="flex items-center gap-3 text-ink-2">
            {isError ? tFactor("loadFailed") : tFactor("loading")}
            {isError ? (
              <Button size={26} onClick={() => void refetch()}>
                {tFactor("tryAgain")}
              </Button>
            ) : null}
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}
