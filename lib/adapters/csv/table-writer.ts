import { stringify } from "csv-stringify/sync";
import type { TableWriter } from "@/lib/ports/table-writer";

/** Without it Excel takes the file for one in the alphabet of its country. */
const BYTE_ORDER_MARK = "\ufeff";

export const tableWriter: TableWriter = {
  async *write(delimiter, rows) {
    yield BYTE_ORDER_MARK;
    for await (const some of rows) {
      yield stringify(
        some.map((row) => [...row]),
        // A leading = + - @ gets an apostrophe before it: Excel shows the words and reckons nothing.
        { delimiter, escape_formulas: true, record_delimiter: "windows" },
      );
    }
  },
};
