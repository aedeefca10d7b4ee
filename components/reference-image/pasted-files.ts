type Clipboard = Pick<DataTransfer, "getData"> & { files: ArrayLike<File> };

/**
 * The files of a paste that is about files. Copied cells and formatted text bring a picture of
 * themselves along: in a field they stay text. A remote address in copied HTML is never followed.
 */
export function pastedFiles(clipboard: Clipboard, isInField: boolean): File[] {
  const files = [...Array.from(clipboard.files)];
  const text = clipboard.getData("text/plain").trim();
  // A file manager puts the names of the copied files there.
  const isOnlyNames = text.split(/\r?\n/).every((line) => files.some(({ name }) => name === line));
  return text === "" || isOnlyNames || !isInField ? files : [];
}
