type AspectGlyphProps = {
  /** Such as "4:5". Anything else is drawn square. */
  ratio: string;
  /** 11 in chips, 16 in controls, 34 in a picker. Pixels. */
  size: 11 | 16 | 34;
};

/** Share of the square box that the shape covers, the same for every ratio so that none looks larger. */
const AREA = 0.82;
const STROKE = 1.5;

/** Longest and shortest side that still fits a chip or a picker tile; 1:8 and 8:1 need them. */
const LONGEST = 1.6;
const SHORTEST = 0.3;

/** Width and height in pixels of the true shape at equal area. */
export function aspectGlyphSize(ratio: string, size: number): { width: number; height: number } {
  const [a = 1, b = 1] = (/^\d+:\d+$/.test(ratio) ? ratio : "1:1").split(":").map(Number);
  const scale = Math.sqrt((AREA * size ** 2) / (a * b));
  const clamp = (side: number) => Math.min(Math.max(side * scale, SHORTEST * size), LONGEST * size);
  return { width: clamp(a), height: clamp(b) };
}

export function AspectGlyph({ ratio, size }: AspectGlyphProps) {
  const { width, height } = aspectGlyphSize(ratio, size);
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={height}
      className="flex-none overflow-visible fill-none stroke-current"
    >
      <rect
        x={STROKE / 2}
        y={STROKE / 2}
        width={width - STROKE}
        height={height - STROKE}
        rx={1}
        strokeWidth={STROKE}
      />
    </svg>
  );
}
