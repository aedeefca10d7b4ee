import type { CellState } from "@/components/generation/cells";
import { DoneBody } from "@/components/generation/done-body";
import type { BodyProps } from "@/components/generation/message-body";
import { inFirstPaint } from "@/components/ui/on-demand";

const WaitingBody = inFirstPaint(
  async () => (await import("@/components/generation/waiting-body")).WaitingBody,
);
const messageBody = () => import("@/components/generation/message-body");
const FailureBody = inFirstPaint(async () => (await messageBody()).FailureBody);
const WaitBody = inFirstPaint(async () => (await messageBody()).WaitBody);

/** What a cell shows in each of its states. */
export function CellBody({
  state,
  sizes,
  ...props
}: BodyProps & { state: CellState; sizes: string }) {
  const { generation, variant, isInFeed } = props;
  switch (state.kind) {
    case "done":
      return (
        variant.image && <DoneBody {...{ generation, sizes, isInFeed }} image={variant.image} />
      );
    case "queued":
    case "sent":
    case "rendering":
    case "slow":
    case "saving":
      return <WaitingBody {...props} kind={state.kind} />;
    case "failed":
      return <FailureBody {...props} code={state.code} detail={state.detail} />;
    default:
      return <WaitBody {...props} state={state} />;
  }
}
