/** `/folder/a.png` of what was dropped or picked in a folder; a file that came by itself has its name alone. */
const pathOf = (file: File): string =>
  "relativePath" in file && typeof file.relativePath === "string"
    ? file.relativePath
    : file.webkitRelativePath || file.name;

export const isOfFolder = (file: File | undefined): boolean =>
  file !== undefined &&
  pathOf(file)
    .replace(/^\.?\//, "")
    .includes("/");

/** As a person reads names, `2` before `10`. Files that were chosen one by one keep their order. */
export function inNameOrder(files: readonly File[]): File[] {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return files.some(isOfFolder)
    ? files.toSorted((a, b) => compare(pathOf(a), pathOf(b)))
    : [...files];
}
