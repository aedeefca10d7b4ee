import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** WCAG 2.2, 1.4.3 and 1.4.11. */
const RATIO_MIN = { text: 4.5, control: 3 };

type Rgb = [number, number, number];
type Pair = {
  theme: string;
  kind: keyof typeof RATIO_MIN;
  token: string;
  surface: string;
  stated: number;
};

/** Linear sRGB, from the matrices of CSS Color 4. */
function oklchToLinear(lightness: number, chroma: number, hueDegrees: number): Rgb {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function luminanceOf(theme: string, token: string): number {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"] {`)).split("\n}")[0] ?? "";
  const match = block.match(new RegExp(`--${token}:\\s*oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`));
  if (!match) throw new Error(`No opaque --${token} in the ${theme} theme`);
  const [lightness = 0, chroma = 0, hue = 0] = match.slice(1).map(Number);
  const [red, green, blue] = oklchToLinear(lightness, chroma, hue).map((part) =>
    Math.min(Math.max(part, 0), 1),
  ) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast({ theme, token, surface }: Pair): number {
  const [low = 0, high = 0] = [luminanceOf(theme, token), luminanceOf(theme, surface)].sort(
    (a, b) => a - b,
  );
  return (high + 0.05) / (low + 0.05);
}

/** The table at the head of the file: what is stated there is what is checked. */
function statedPairs(): Pair[] {
  const table = css.slice(css.indexOf("/* Measured"), css.indexOf(":root"));
  let theme = "";
  return table.split("\n").flatMap((line): Pair[] => {
    if (/^ {3}(dark|light)$/.test(line)) theme = line.trim();
    const row = line.match(/^ {3}(text|control)\s+([\w-]+)\s+(?:on )?(.*)$/);
    if (!row) return [];
    const [, kind, token = "", rest = ""] = row;
    return [...rest.matchAll(/([\w-]+) (\d+\.\d)/g)].map(([, surface = "", stated]) => ({
      theme,
      kind: kind === "text" ? "text" : "control",
      token,
      surface,
      stated: Number(stated),
    }));
  });
}

describe("Contrast of the tokens", () => {
  const pairs = statedPairs();

  test("the table names every ink on every surface of both themes", () => {
    expect(pairs).toHaveLength(2 * (9 * 5 + 3));
  });

  test.each(pairs)("$theme: $token on $surface can be read and is stated truly", (pair) => {
    const ratio = contrast(pair);
    expect(ratio).toBeGreaterThanOrEqual(RATIO_MIN[pair.kind]);
    expect(Math.abs(ratio - pair.stated)).toBeLessThan(0.06);
  });

  test("the chrome has no tint", () => {
    const neutrals = [
      ...css.matchAll(/--(bench|sheet|tray|float|well|ink[-\w]*|paper):\s*oklch\(\S+ (\S+)/g),
    ];
    expect(neutrals.length).toBeGreaterThanOrEqual(20);
    for (const [, , chroma] of neutrals) expect(Number(chroma)).toBe(0);
  });
});
