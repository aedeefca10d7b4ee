import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { type Prices, priceOf } from "@/components/composer/prices";
import type { DirectSend } from "@/components/studio/use-direct-send";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { PlainImage } from "@/components/ui/plain-image";
import { showToast } from "@/components/ui/toast";
import { useKept } from "@/components/ui/use-kept";
import type { ModelRow } from "@/lib/generation/models";
import type { GenerationView } from "@/lib/generation/schema";
import { imageUrl } from "@/lib/image/schema/facts";
import { isTickedAtFirst } from "@/lib/lineage/policy";
import { rebaseRequest } from "@/lib/lineage/policy/rebase-request";
import type { LineageStep } from "@/lib/lineage/schema";
import { stageImageAction } from "@/lib/reference-image/actions";
import { formatMicroUsd } from "@/lib/shared/money";

type Change = { step: LineageStep; text: string; isTicked: boolean };

export type RebaseTarget = {
  /** The picture whose settings are used again. */
  generation: GenerationView;
  /** Root first. */
  chain: readonly LineageStep[];
};

type RebaseDialogProps = {
  target: RebaseTarget;
  prices: Prices;
  models: readonly ModelRow[];
  send: DirectSend;
  close: () => void;
  /** Gives the focus back. */
  onClosed: () => void;
};

// By the picture that the list leads to: what was reworded is there again when the dialog is opened again.
const kept = new Map<string, readonly Change[]>();

const changesOf = (chain: readonly LineageStep[]): readonly Change[] =>
  chain.slice(1).map((step) => ({ step, text: step.instruction, isTicked: isTickedAtFirst(step) }));

const isReworded = (changes: readonly Change[]) =>
  changes.some(
    ({ step, text, isTicked }) => text !== step.instruction || isTicked !== isTickedAtFirst(step),
  );

type RowProps = { change: Change; number: number; set: (next: Partial<Change>) => void };

function ChangeRow({ change, number, set }: RowProps) {
  const t = useTranslations("viewer");
  const { step, text, isTicked } = change;
  const { code, verb } = step;
  return (
    <li className="flex gap-2.5 border-hair border-t py-2.5">
      <input
        type="checkbox"
        aria-label={t("rebase.tick", { number, code })}
        checked={isTicked}
        onChange={({ target }) => set({ isTicked: target.checked })}
        className="m-1 size-4 flex-none accent-(--blue-2)"
      />
      <div className="min-w-0 flex-1">
        <p className="text-ink-3 text-label">
          {t(`verbs.${verb}`)} <span className="font-mono">{code}</span>
          {verb === "region" ? `. ${t("rebase.marksStay")}` : null}
        </p>
        <textarea
          dir="auto"
          rows={2}
          aria-label={t("rebase.instruction", { number })}
          value={text}
          onChange={({ target }) => set({ text: target.value })}
          className="mt-1 w-full resize-y rounded-t-control border-control border-b bg-well px-2 py-1.5 text-[14px]/[20px] max-tablet:text-[16px]/[22px]"
        />
      </div>
    </li>
  );
}

function useRebase({ target, send, close }: RebaseDialogProps) {
  const { generation, chain } = target;
  const t = useTranslations("viewer");
  const key = chain.at(-1)?.imageId ?? "";
  const [changes, setChanges] = useKept(kept, key, () => changesOf(chain));
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const [root] = chain;
  const chosen = changes.filter(({ isTicked, text }) => isTicked && text.trim() !== "");

  function leave() {
    if (isReworded(changes)) showToast({ text: t("rebase.kept") });
    close();
  }
  const run = () =>
    startTransition(async () => {
      const input = root && (await stageImageAction({ imageId: root.imageId }).catch(() => null));
      if (!root || !input?.ok) return setRefusal(t("rebase.notStaged"));
      const { model, aspectRatio, resolution, options } = generation;
      const refused = await send(
        rebaseRequest({
          root: { imageId: root.imageId, code: root.code, referenceImageId: input.value.id },
          changes: chosen.map(({ step, text }) => ({ ...step, text })),
          settings: { model, aspectRatio, resolution, options },
        }),
      );
      setRefusal(refused);
      if (refused) return;
      kept.delete(key);
      close();
    });
  const set = (index: number, next: Partial<Change>) =>
    setChanges(changes.map((change, at) => (at === index ? { ...change, ...next } : change)));
  return { changes, set, chosenCount: chosen.length, refusal, isPending, run, leave };
}

/** What the server will reserve, not what the picture once cost. Null: the model has none, or is gone. */
function usePriceNow({ target, prices, models }: RebaseDialogProps) {
  const locale = useLocale();
  const { model, resolution } = target.generation;
  const row = models.find(({ id }) => id === model);
  const price = row && priceOf(prices, row, resolution);
  return price ? formatMicroUsd(price.priceMicroUsd, locale) : null;
}

/** A chain of edits as a list that can be cut and reworded, and sent from the root in one go. */
export function RebaseDialog(props: RebaseDialogProps) {
  const { target, onClosed } = props;
  const t = useTranslations("viewer");
  const price = usePriceNow(props);
  const { changes, set, chosenCount, refusal, isPending, run, leave } = useRebase(props);
  const [root] = target.chain;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && leave()}>
      <DialogContent
        title={t("rebase.title", { code: root?.code ?? "" })}
        description={t("rebase.text")}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        {root ? (
          <PlainImage
            src={imageUrl(root.imageId, 320)}
            alt={t("rebase.root", { code: root.code })}
            className="mb-3 h-[120px] max-w-full rounded-print bg-well object-contain"
          />
        ) : null}
        <ol className="mb-4">
          {changes.map((change, index) => (
            <ChangeRow
              key={change.step.imageId}
              {...{ change }}
              number={index + 1}
              set={(next) => set(index, next)}
            />
          ))}
        </ol>
        <DialogFoot alert={refusal} cancelLabel={t("rebase.cancel")} cancel={leave}>
          <Button
            kind="paper"
            isLoading={isPending}
            disabledReason={chosenCount === 0 ? t("rebase.nothing") : undefined}
            onClick={run}
          >
            {t("rebase.send", { count: chosenCount })}
            {price ? <span className="font-regular">{price}</span> : null}
          </Button>
        </DialogFoot>
      </DialogContent>
    </Dialog>
  );
}
