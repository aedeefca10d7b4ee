import { type Command, type Given, UsageError } from "@/lib/cli/command";
import { parseUsd, usd } from "@/lib/cli/money";
import { findModel } from "@/lib/generation/models";
import { listPrices, type Price, setPrice } from "@/lib/money/service/prices";
import type { MicroUsd } from "@/lib/shared/money";

/** Far above every picture there is: a slip of the decimal point stops here. */
const PRICE_MAX: MicroUsd = 100_000_000;

export const priceList: Command = {
  usage: "price list",
  summary: "The price of one picture that counts, for every model and resolution.",
  async run({ ports }) {
    const prices = await listPrices(ports);
    return { isGood: true, lines: prices.map(lineOf), json: { prices } };
  },
};

export const priceSet: Command = {
  usage: "price set MODEL RESOLUTION USD [--source TEXT] [--read-on YYYY-MM-DD]",
  summary: "Enters a price from now on; what was reserved before keeps its own.",
  takesWords: true,
  options: { source: { type: "string" }, "read-on": { type: "string" } },
  async run({ ports }, given) {
    const today = ports.clock.now().toISOString().slice(0, 10);
    const price = priceOf(given, today);
    await setPrice(ports, price);
    const line = lineOf({ ...price, kind: "entered" });
    return { isGood: true, lines: [line], json: { price } };
  },
};

/** @throws {UsageError} */
function priceOf({ words, flags }: Given, today: string): Omit<Price, "kind"> {
  const [modelId = "", wanted, amount, surplus] = words;
  const model = findModel(modelId);
  if (!model) throw new UsageError(`There is no model "${modelId}". See: maquette price list`);
  const resolution = model.resolutions.find((each) => each === wanted);
  if (!resolution)
    throw new UsageError(`${modelId} has the resolutions ${model.resolutions.join(", ")}.`);
  const priceMicroUsd = parseUsd(amount);
  if (priceMicroUsd > PRICE_MAX)
    throw new UsageError(`A picture for more than ${usd(PRICE_MAX)} must be a slip.`);
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one word too many.`);
  const readOn = String(flags["read-on"] ?? today);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(readOn)) throw new UsageError(`"${readOn}" is no YYYY-MM-DD.`);
  const source = String(flags["source"] ?? "entered by the operator");
  return { model: modelId, resolution, priceMicroUsd, source, readOn };
}

const KINDS = { listed: "", upper_estimate: "at most ", entered: "" } as const;

const lineOf = ({ model, resolution, priceMicroUsd, kind, source, readOn }: Price) =>
  `${model.padEnd(40)} ${resolution.padEnd(5)} ${KINDS[kind]}${usd(priceMicroUsd)} (${source}, ${readOn})`;
