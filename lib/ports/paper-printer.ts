/** Points (1/72 inch) from the left and the top edge of the page. */
export type PaperBox = { left: number; top: number; width: number; height: number };

export type PaperMark =
  | { kind: "page" }
  /** One line, cut with an ellipsis where it is longer than its place. Its end stands at the right, whole while it fits. */
  | {
      kind: "text";
      text: string;
      end: string;
      left: number;
      top: number;
      width: number;
      size: number;
      weight: "regular" | "strong";
      tone: "ink" | "faint";
    }
  | { kind: "picture"; jpeg: Uint8Array; box: PaperBox }
  /** The place of a picture that cannot be shown. */
  | { kind: "blank"; box: PaperBox };

export type PaperLook = {
  width: number;
  height: number;
  title: string;
  author: string;
  language: string;
  at: Date;
};

export interface PaperPrinter {
  /**
   * A PDF with our own fonts in it, in parts. Takes the next marks when what was drawn before has been taken: no more
   * than that is held. Signs that the fonts do not have become an ellipsis.
   */
  print(look: PaperLook, marks: AsyncIterable<readonly PaperMark[]>): AsyncIterable<Uint8Array>;
}
