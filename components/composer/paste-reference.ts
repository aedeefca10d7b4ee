const PICTURE = /^image\//;

/** The pictures on the clipboard, also where text lies beside them. Null when the browser does not let us look. */
export async function clipboardPictures(): Promise<File[] | null> {
  try {
    const items = await navigator.clipboard.read();
    const pictures = await Promise.all(
      items.map(async (item) => {
        const type = item.types.find((each) => PICTURE.test(each));
        if (!type) return [];
        const blob = await item.getType(type);
        return [new File([blob], `pasted.${type.slice("image/".length)}`, { type })];
      }),
    );
    return pictures.flat();
  } catch {
    return null;
  }
}
