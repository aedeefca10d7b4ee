import { EditorView } from "@codemirror/view";

/** Of the text: the same place and size as the plain field that it takes the place of. */
export const textLook = EditorView.theme({
  "&": { maxHeight: "10lh" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflowX: "hidden" },
  ".cm-content": { padding: "0", minHeight: "2lh", caretColor: "var(--blue)", outline: "none" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".cm-note": {
    fontFamily: "var(--font-mono)",
    fontSize: "var(--text-small)",
    letterSpacing: "0",
    color: "var(--ink-3)",
  },
  ".cm-pattern": {
    backgroundColor: "var(--hover)",
    borderRadius: "3px",
    boxDecorationBreak: "clone",
  },
  ".cm-token": { fontWeight: "500", overflowWrap: "anywhere" },
  ".cm-token-live": { color: "var(--blue)" },
  ".cm-token-live::before": {
    content: "''",
    display: "inline-block",
    width: "17px",
    height: "17px",
    marginInlineEnd: "4px",
    verticalAlign: "-3px",
    borderRadius: "var(--radius-print)",
    background: "var(--well) var(--thumb, none) center / cover",
  },
  ".cm-token-gone": {
    color: "var(--red)",
    textDecoration: "underline dotted",
    textUnderlineOffset: "3px",
  },
});

/** Of the list that an @ opens. */
export const listLook = EditorView.theme({
  ".cm-tooltip.cm-references": {
    width: "258px",
    padding: "6px",
    border: "none",
    borderRadius: "var(--radius-float)",
    backgroundColor: "var(--float)",
    boxShadow: "var(--lift-float)",
    zIndex: "var(--z-popover)",
  },
  ".cm-references > ul[role=listbox]": {
    maxHeight: "294px",
    minWidth: "0",
    fontFamily: "inherit",
  },
  ".cm-references > ul[role=listbox] > li": {
    display: "grid",
    gridTemplateColumns: "14px 32px minmax(0, 1fr) auto",
    alignItems: "center",
    columnGap: "10px",
    minHeight: "42px",
    padding: "5px 8px",
    borderRadius: "5px",
    fontSize: "var(--text-ui)",
    lineHeight: "16px",
    color: "var(--ink)",
    cursor: "pointer",
  },
  ".cm-references > ul[role=listbox] > li[aria-selected]": {
    backgroundColor: "var(--select)",
    color: "var(--ink)",
  },
  ".cm-references li[aria-selected] .cm-number": { color: "var(--blue)" },
  // The same on every keyboard, and nothing for a reader that says the row.
  ".cm-references li[aria-selected]::after": {
    content: "'Enter' / ''",
    gridColumn: "4",
    gridRow: "1 / span 2",
    fontSize: "var(--text-label)",
    color: "var(--ink-2)",
  },
  ".cm-references li[aria-selected] .cm-used": { opacity: "0" },
  ".cm-references .cm-used": {
    gridColumn: "4",
    gridRow: "1 / span 2",
    fontSize: "var(--text-label)",
    color: "var(--ink-2)",
  },
  ".cm-references .cm-number": {
    gridRow: "1 / span 2",
    textAlign: "end",
    fontFamily: "var(--font-mono)",
    fontSize: "var(--text-slug)",
    color: "var(--ink-3)",
  },
  ".cm-references .cm-thumb": {
    gridRow: "1 / span 2",
    width: "32px",
    height: "32px",
    borderRadius: "var(--radius-print)",
    objectFit: "cover",
    backgroundColor: "var(--well)",
  },
  ".cm-references .cm-off .cm-thumb": { opacity: "0.4", filter: "grayscale(1)" },
  ".cm-references .cm-completionLabel": {
    gridColumn: "3",
    overflow: "hidden",
    textOverflow: "ellipsis",
    fontWeight: "500",
  },
  ".cm-references .cm-completionDetail": {
    gridColumn: "3",
    marginLeft: "0",
    fontStyle: "normal",
    fontSize: "var(--text-label)",
    color: "var(--ink-2)",
  },
  ".cm-references > ul[role=listbox] > li.cm-add": {
    display: "flex",
    minHeight: "34px",
    color: "var(--ink-2)",
  },
  ".cm-references .cm-add .cm-thumb": {
    width: "14px",
    height: "14px",
    background:
      "linear-gradient(currentColor 0 0) center / 10px 1.5px no-repeat, linear-gradient(currentColor 0 0) center / 1.5px 10px no-repeat",
  },
  ".cm-references > ul[role=listbox] > li.cm-add:not(:first-child)": {
    marginTop: "5px",
    boxShadow: "0 -3px 0 -2px var(--hair)",
  },
});
