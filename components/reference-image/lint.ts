import type { Measures } from "@/components/reference-image/measure";
import { imageOf, type Slot, type Slots } from "@/components/reference-image/slots";
import type { AspectRatio } from "@/lib/generation/schema";
import type { ReferenceRole } from "@/lib/generation/schema/inputs";

/** In the order in which they are told. The words: messages, `lint`. */
const LINT_CODES = [
  "unmentioned",
  "too_many_exact",
  "exact_late",
  "duplicate",
  "too_small",
  "blurred",
  "far_ratio",
] as const;
export type LintCode = (typeof LINT_CODES)[number];

/** Something that is likely to disappoint. It is told quietly and never keeps anybody from sending. */
export type Finding = {
  code: LintCode;
  /** Slots that are concerned, at least one. */
  slots: Slots;
  /** The slot that it resembles. */
  twin?: Slot;
  /** Of a copy at most 640 px long; exact for what is smaller. */
  size?: Size;
};

type Size = { width: number; height: number };

export type LintInput = {
  slots: Slots;
  /** Slots, from 1, that the text does not name. */
  unmentioned: readonly number[];
  /** By the id of the picture; one that is not measured yet is not judged. */
  measures: ReadonlyMap<string, Measures>;
  aspectRatio: AspectRatio;
  isDismissed: (imageId: string, code: LintCode) => boolean;
};

/** The model card: about six objects in high fidelity, the first ones best. */
const EXACT_COUNT_MAX = 6;
const EXACT_ROLES: ReadonlySet<ReferenceRole> = new Set(["subject", "product", "logo", "text"]);
/** Their frame becomes the frame of what is made. */
const FRAME_ROLES: ReadonlySet<ReferenceRole> = new Set(["composition", "background"]);

/** Long edge, px: below it letters and faces are gone before the model sees them. */
const SMALL_PX = 512;
/** Of the pictures in `public/samples` the softest has 340; blurred by 3 px of 512, 35 is the most. */
const BLURRED_SHARPNESS_MAX = 50;
/** Of 64 bits: the same picture saved again or cut a little differs in up to five. */
const TWIN_DISTANCE_MAX = 5;
/** 1:1 beside 4:5 is near enough, beside 16:9 it is not. */
const FAR_FACTOR = 1.4;

/** What there is to say about the tray, the most likely reason for a disappointment first. */
export function lint(input: LintInput): Finding[] {
  const sent = input.slots.filter(
    ({ isEnabled, content }) => isEnabled && content.kind === "ready",
  );
  const findings = [
    unmentioned(input),
    ...exactness(input.slots, sent),
    ...sent.flatMap((slot, index) => looks(input, slot, sent.slice(0, index))),
    ...sent.flatMap((slot) => shape(input, slot, sent)),
  ];
  return findings
    .map((finding) => ({ ...finding, slots: withoutDismissed(finding, input) }))
    .filter(({ slots }) => slots.length > 0)
    .sort((a, b) => LINT_CODES.indexOf(a.code) - LINT_CODES.indexOf(b.code));
}

const one = (code: LintCode, slot: Slot, size?: Size): Finding => ({
  code,
  slots: [slot],
  ...(size && { size }),
});

const withoutDismissed = ({ code, slots }: Finding, { isDismissed }: LintInput): Slots =>
  slots.filter((slot) => !isDismissed(imageOf(slot)?.id ?? "", code));

function unmentioned({ slots, unmentioned: numbers }: LintInput): Finding {
  const named = slots.filter(
    ({ content }, index) => content.kind === "ready" && numbers.includes(index + 1),
  );
  return { code: "unmentioned", slots: named };
}

const isExact = ({ role }: Slot) => role !== null && EXACT_ROLES.has(role);

function exactness(slots: Slots, sent: Slots): Finding[] {
  const exact = sent.filter(isExact);
  if (exact.length > EXACT_COUNT_MAX) {
    return [{ code: "too_many_exact", slots: exact.slice(EXACT_COUNT_MAX) }];
  }
  return exact
    .filter((slot) => slots.indexOf(slot) >= EXACT_COUNT_MAX)
    .map((slot) => one("exact_late", slot));
}

function looks({ measures }: LintInput, slot: Slot, earlier: Slots): Finding[] {
  const measured = (each: Slot) => measures.get(imageOf(each)?.id ?? "");
  const mine = measured(slot);
  if (!mine) return [];
  const twin = earlier.find((each) => isTwin(mine.hash, measured(each)?.hash ?? null));
  // Of a palette or a mood the details do not count.
  const hasDetail = slot.role === null || isExact(slot);
  const isSmall = Math.max(mine.width, mine.height) < SMALL_PX && slot.role !== "palette";
  const isBlurred = hasDetail && !isSmall && mine.sharpness < BLURRED_SHARPNESS_MAX;
  return [
    ...(twin ? [{ ...one("duplicate", slot), twin }] : []),
    ...(isSmall ? [one("too_small", slot, mine)] : []),
    ...(isBlurred ? [one("blurred", slot)] : []),
  ];
}

function isTwin(a: bigint | null, b: bigint | null): boolean {
  if (a === null || b === null) return false;
  return [...(a ^ b).toString(2)].filter((bit) => bit === "1").length <= TWIN_DISTANCE_MAX;
}

/** Where the frame counts: that of a place or a layout, or of the only picture as long as it has no role. */
function shape({ measures, aspectRatio }: LintInput, slot: Slot, sent: Slots): Finding[] {
  const size = measures.get(imageOf(slot)?.id ?? "");
  const counts = slot.role ? FRAME_ROLES.has(slot.role) : sent.length === 1;
  return counts && size && distance(aspectRatio, size) > Math.log(FAR_FACTOR)
    ? [one("far_ratio", slot, size)]
    : [];
}

/** 0 for the same shape; the same for twice as wide as for twice as high. */
function distance(ratio: AspectRatio, { width, height }: Size): number {
  const [w = 1, h = 1] = ratio.split(":").map(Number);
  return Math.abs(Math.log((width / height) * (h / w)));
}
