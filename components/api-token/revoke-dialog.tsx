import { useTranslations } from "next-intl";
import { useTokenChange } from "@/components/api-token/use-token-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { revokeTokenAction } from "@/lib/api-token/actions";
import type { TokenView } from "@/lib/api-token/schema";

type RevokeDialogProps = { token: TokenView; close: () => void; onClosed: () => void };

export function RevokeDialog({ token, close, onClosed }: RevokeDialogProps) {
  const t = useTranslations("api");
  const { id: tokenId, label } = token;
  const { alert, isPending, change } = useTokenChange();
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t("revokeDialog.title", { label })}
        description={t("revokeDialog.text")}
        closeLabel={t("form.close")}
        onClosed={onClosed}
      >
        <DialogFoot alert={alert} cancelLabel={t("revokeDialog.keep")} cancel={close}>
          <Button
            kind="paper"
            isLoading={isPending}
            onClick={() => change(() => revokeTokenAction({ tokenId }), close)}
          >
            {t("revokeDialog.submit")}
          </Button>
        </DialogFoot>
      </DialogContent>
    </Dialog>
  );
}
