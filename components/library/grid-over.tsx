import { useQueryClient } from "@tanstack/react-query";
import type { PictureStore } from "@/components/library/picture-store";
import type { StackEnd } from "@/components/library/use-stack";
import { onDemand } from "@/components/ui/on-demand";
import { libraryStackQuery } from "@/lib/library/queries";
import type { LibraryPicture } from "@/lib/library/schema";

const Cull = onDemand(async () => (await import("@/components/library/cull")).Cull);
const Stack = onDemand(async () => (await import("@/components/library/stack")).Stack);

/** One by one over the whole window. */
export type Culling = { isOpen: boolean; close: () => void };

export type Stacks = {
  /** A picture of the stack that is open. */
  value: string | null;
  open: (imageId: string) => void;
  close: () => void;
  /** Closes without a step back. */
  forget: () => void;
  /** To say what is alike. */
  mayArrange: boolean;
  /** Reads the list again, because its tiles are others now, and gives the focus to the tile of that index. */
  again: (index: number) => void;
};

type GridOverProps = {
  q: string;
  store: PictureStore;
  culling: Culling;
  stacks: Stacks | null;
  current: number;
  total: number;
  moveTo: (index: number) => void;
  open: (picture: LibraryPicture) => void;
};

/** What of the list is looked at closely. */
export function GridOver({ culling, stacks, open, ...list }: GridOverProps) {
  const { q, store, current, total, moveTo } = list;
  const queryClient = useQueryClient();
  async function onStackClosed(imageId: string, { isOtherList, settled }: StackEnd) {
    moveTo(current);
    await settled();
    if (isOtherList) return stacks?.again(current);
    // The tile shows what is kept.
    const stack = { ...libraryStackQuery(q, imageId), staleTime: 0 };
    const pictures = await queryClient.fetchQuery(stack).then(
      (it) => it.pictures,
      () => [],
    );
    const shownId = store.at(current)?.imageId;
    const [cover] = pictures;
    if (cover && pictures.some((each) => each.imageId === shownId)) store.put(current, cover);
  }
  return (
    <>
      {culling.isOpen ? (
        <Cull {...{ q, store, total }} start={current} close={culling.close} onClosed={moveTo} />
      ) : null}
      {stacks?.value ? (
        <Stack
          key={stacks.value}
          {...{ q }}
          imageId={stacks.value}
          mayArrange={stacks.mayArrange}
          close={stacks.close}
          onClosed={(end) => void onStackClosed(stacks.value ?? "", end)}
          again={() => stacks.again(current)}
          open={(picture) => {
            stacks.forget();
            open(picture);
          }}
        />
      ) : null}
    </>
  );
}
