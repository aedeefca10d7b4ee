/** What the list of projects can ask. */
export type ProjectQuestion = "create" | "rename" | "people";
