import { useQuery } from "@tanstack/react-query";
import { Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { CollectForm } from "@/components/collection/collect-form";
import { useRefreshCollections } from "@/components/collection/use-refresh";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { showToast } from "@/components/ui/toast";
import { useOpener } from "@/components/ui/use-opener";
import { addToCollectionAction, takeFromCollectionAction } from "@/lib/collection/actions";
import { collectionsQuery } from "@/lib/collection/queries";

/** Puts one picture into a collection. Not there for those who may not. */
export function CollectButton({ imageId }: { imageId: string }) {
  const t = useTranslations("collection.collect");
  const { data } = useQuery(collectionsQuery());
  const { isOpen, anchor, triggerProps, open } = useOpener("dialog");
  const collect = useCollect(imageId);
  const mayCollect = data?.mayChange ?? false;
  useShortcut("collect", mayCollect ? open : null);
  if (!mayCollect) return null;
  return (
    <>
      <Button {...triggerProps} kind="ghost" size={26} icon={Images}>
        {t("button")}
      </Button>
      {/* Over the picture, which fills the window. */}
      {isOpen ? (
        <Popover
          anchor={anchor}
          align="end"
          aria-label={t("title")}
          className="z-(--z-dialog)! w-64"
        >
          <CollectForm
            choose={(collection) => {
              anchor.close();
              void collect(collection);
            }}
          />
        </Popover>
      ) : null}
    </>
  );
}

function useCollect(imageId: string) {
  const t = useTranslations("collection");
  const refresh = useRefreshCollections();
  return async ({ id, name }: { id: string; name: string }) => {
    const asked = { id, imageIds: [imageId] };
    // The network can fail below an action, and then it throws.
    const added = await addToCollectionAction(asked).catch(() => null);
    if (!added?.ok) return void showToast({ text: t("failed") });
    const isNew = added.value.changedIds.length > 0;
    const undo = async () => {
      const back = await takeFromCollectionAction(asked).catch(() => null);
      showToast({ text: t(back?.ok ? "undone" : "failed") });
      await refresh();
    };
    showToast({
      text: t(isNew ? "collect.added" : "collect.wasThere", { name }),
      ...(isNew && { undo: { label: t("undo"), run: () => void undo() } }),
    });
    await refresh();
  };
}
