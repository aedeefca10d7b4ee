// What the browser has before its first paint: no parser here.

/** Where the shelf is. */
export const COLLECTIONS_PATH = "/collections";
export const collectionPath = (id: string) => `${COLLECTIONS_PATH}/${id}`;

/** Of a team. */
export const COLLECTIONS_MAX = 500;
/** Code points. */
export const COLLECTION_NAME_LENGTH_MAX = 60;
export const DESCRIPTION_LENGTH_MAX = 1_000;
/** Pictures of one read. */
export const COLLECTION_PAGE_SIZE = 200;

/** One line without quotation marks, for it stands in a search. */
export const isCollectionName = (text: string): boolean => {
  const name = text.trim();
  return name !== "" && [...name].length <= COLLECTION_NAME_LENGTH_MAX && !/["\p{C}]/u.test(name);
};
