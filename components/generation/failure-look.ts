import {
  CircleAlert,
  CircleDollarSign,
  CirclePause,
  CircleQuestionMark,
  CircleSlash,
  ClockAlert,
  EyeOff,
  FileX,
  Gauge,
  HardDrive,
  ImageOff,
  KeyRound,
  type LucideIcon,
  ShieldAlert,
  Unplug,
  Wallet,
} from "lucide-react";
import type { CellState } from "@/components/generation/cells";
import type { FailureCode } from "@/lib/generation/schema";

export type Look = { icon: LucideIcon; tone: "text-red" | "text-amber" | "text-ink-3" };

const red = (icon: LucideIcon): Look => ({ icon, tone: "text-red" });
const amber = (icon: LucideIcon): Look => ({ icon, tone: "text-amber" });

export const FAILURE_LOOK: Record<FailureCode, Look> = {
  bad_key: amber(KeyRound),
  no_balance: amber(Wallet),
  not_allowed: amber(KeyRound),
  model_unavailable: amber(Gauge),
  policy_refused: red(ShieldAlert),
  invalid_request: red(CircleAlert),
  wrong_endpoint: red(CircleAlert),
  too_large: red(ImageOff),
  reference_missing: red(ImageOff),
  reference_refused: red(ImageOff),
  generation_failed: red(CircleAlert),
  result_expired: red(FileX),
  result_unreadable: red(FileX),
  result_unreachable: red(Unplug),
  result_missing: red(FileX),
  not_accepted: red(CircleAlert),
  price_changed: amber(CircleDollarSign),
};

/** States that stand still and say why. */
export type MessageKind = Exclude<
  CellState["kind"],
  "queued" | "sent" | "rendering" | "slow" | "saving" | "done" | "failed"
>;

export const MESSAGE_LOOK: Record<MessageKind, Look> = {
  late: amber(ClockAlert),
  gateway_busy: amber(Gauge),
  gateway_unreachable: amber(Unplug),
  storage: amber(HardDrive),
  unknown: amber(CircleQuestionMark),
  sending_paused: amber(CirclePause),
  bad_key: amber(KeyRound),
  let_go: { icon: EyeOff, tone: "text-ink-3" },
  cancelled: { icon: CircleSlash, tone: "text-ink-3" },
};
