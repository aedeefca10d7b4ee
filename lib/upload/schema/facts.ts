// What the browser has before its first paint: no parser here.

/** Of a run that nobody sent, in the place of a model. */
export const UPLOAD_MODEL = "upload";
/** Code points. */
export const SOURCE_LENGTH_MAX = 500;

export const uploadUrl = (id: string, projectId: string) =>
  `/api/library/uploads/${id}?${new URLSearchParams({ projectId })}`;
