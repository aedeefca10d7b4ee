export type TableCell = string | number;

export interface TableWriter {
  /**
   * A table for Excel, in parts of text: CSV with a byte order mark. What a program would take for a formula is
   * written so that it does not.
   */
  write(
    delimiter: "," | ";",
    rows: AsyncIterable<readonly (readonly TableCell[])[]>,
  ): AsyncIterable<string>;
}
