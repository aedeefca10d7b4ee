import { CellBody } from "@/components/generation/cell-body";
import type { BodyProps } from "@/components/generation/message-body";
import { useCellState } from "@/components/generation/use-cell-state";

/** A cell's body on a stage of its own. */
export function LiveBody(props: BodyProps & { sizes: string }) {
  return <CellBody {...props} state={useCellState(props.generation, props.variant)} />;
}
