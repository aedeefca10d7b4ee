import type { Provenance } from "@/lib/provenance/schema";

/** IPTC Photo Metadata 2025.1: what a model made of words and pictures. */
const SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const SPACES = {
  Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
} as const;
type Space = keyof typeof SPACES;
const PROMPT = { space: "Iptc4xmpExt", name: "AIPromptInformation" } as const;

type Property = { space: Space; name: string; value: string };

const propertiesOf = ({ code, model, prompt, madeAt }: Provenance): Property[] => [
  { space: "Iptc4xmpExt", name: "DigitalSourceType", value: SOURCE_TYPE },
  { space: "Iptc4xmpExt", name: "AISystemUsed", value: model },
  ...(prompt ? [{ ...PROMPT, value: prompt }] : []),
  { space: "dc", name: "identifier", value: code },
  { space: "xmp", name: "CreatorTool", value: "Maquette" },
  { space: "xmp", name: "CreateDate", value: madeAt.toISOString() },
];

/**
 * The packet `before` with what it does not say yet of `provenance`; without one, the carried packet or a new one. What another program
 * wrote stays, but for the prompt where `provenance` has none. Null when `before` is no packet that can be read.
 */
export function mergeXmp(before: string | null, provenance: Provenance): string | null {
  const whole = before ?? provenance.carried ?? EMPTY;
  const rdf = prefixesOf(whole, RDF)[0] ?? "";
  if (!isPacket(whole)) return null;
  const kept = provenance.prompt === null ? withoutPrompt(whole) : whole;
  const missing = propertiesOf(provenance).filter((property) => !has(kept, property));
  if (missing.length === 0) return kept;
  const at = kept.lastIndexOf(`</${rdf}:RDF>`);
  return kept.slice(0, at) + describe(missing, rdf, aboutOf(kept, rdf)) + kept.slice(at);
}

/** It has a place to write into. */
export function isPacket(text: string): boolean {
  const [rdf] = prefixesOf(text, RDF);
  return rdf !== undefined && text.includes(`</${rdf}:RDF>`);
}

const EMPTY = [
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${RDF}">`,
  "</rdf:RDF></x:xmpmeta>",
  '<?xpacket end="w"?>',
].join("\n");

/** All descriptions of a packet are about the same. */
const aboutOf = (packet: string, rdf: string) =>
  new RegExp(`\\s${rdf}:about\\s*=\\s*("[^"<]*"|'[^'<]*')`).exec(packet)?.[1] ?? '""';

function describe(properties: readonly Property[], rdf: string, about: string): string {
  const spaces = [...new Set(properties.map(({ space }) => space))];
  const declared = spaces.map((space) => ` xmlns:${space}="${SPACES[space]}"`).join("");
  const lines = properties.map(
    ({ space, name, value }) => `<${space}:${name}>${escaped(value)}</${space}:${name}>\n`,
  );
  return `<${rdf}:Description ${rdf}:about=${about}${declared}>\n${lines.join("")}</${rdf}:Description>\n`;
}

/** What XML 1.0 cannot say is left out. */
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

/** Those that stand for a name space in that packet. */
const prefixesOf = (packet: string, space: string): string[] =>
  [...packet.matchAll(/\sxmlns:([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].flatMap(
    ([, prefix = "", double, single]) => ((double ?? single) === space ? [prefix] : []),
  );

const has = (packet: string, { space, name }: Pick<Property, "space" | "name">) =>
  prefixesOf(packet, SPACES[space]).some((prefix) =>
    new RegExp(`[<\\s]${prefix}:${name}[\\s=/>]`).test(packet),
  );

const withoutPrompt = (packet: string) =>
  prefixesOf(packet, SPACES[PROMPT.space]).reduce(
    (left, prefix) => without(left, `${prefix}:${PROMPT.name}`),
    packet,
  );

/** Of the pixels themselves: sizes, turns, places on the earth. */
const OF_PIXELS = ["http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/"];

/** A packet for a copy that has other pixels: what tells of the old ones, or where they were taken, is left out. */
export function portableXmp(packet: string): string {
  const prefixes = OF_PIXELS.flatMap((space) => prefixesOf(packet, space));
  const names = prefixes.flatMap((prefix) =>
    [...packet.matchAll(new RegExp(`[<\\s](${prefix}:[\\w-]+)[\\s=/>]`, "g"))].map(
      ([, name = ""]) => name,
    ),
  );
  return [...new Set(names)].slice(0, NAMES_MAX).reduce(without, packet);
}

/** More than both vocabularies have. */
const NAMES_MAX = 300;

/** Takes a property out: an element, an empty one, or an attribute. */
function without(packet: string, name: string): string {
  const left = packet
    .replace(new RegExp(`<${name}(?:\\s[^<>]*)?/>`, "g"), "")
    .replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`, "g"), "");
  const head = new RegExp(`<${name}[\\s>]`, "g");
  let kept = "";
  let from = 0;
  for (let found = head.exec(left); found; found = head.exec(left)) {
    const end = left.indexOf(`</${name}`, found.index);
    const over = end < 0 ? -1 : left.indexOf(">", end);
    if (over < 0) break;
    kept += left.slice(from, found.index);
    from = over + 1;
    head.lastIndex = from;
  }
  return kept + left.slice(from);
}
