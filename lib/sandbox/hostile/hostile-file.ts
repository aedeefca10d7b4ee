import path from "node:path";

/** What becomes of the file: taken, or refused for this reason (the codes of an upload's refusal). */
export type Verdict =
  | "accepted"
  | "empty_file"
  | "image_animated"
  | "image_malformed"
  | "not_an_image"
  | "side_out_of_range"
  | "too_many_pixels"
  | "unsupported_kind";

export type HostileFile = {
  id: string;
  /** As it is sent: the extension often lies. Unique. */
  name: string;
  make: () => Promise<Buffer>;
  asUpload: Verdict;
  /** As what the gateway delivers. */
  asResult: Verdict;
  /** What it is, and what it tries. */
  why: string;
  /** Text that may stay in the received bytes and in nothing that is made of them. */
  secret?: string;
};

/** One verdict when both ways in agree. */
export type Row = [
  name: string,
  verdict: Verdict | { asUpload: Verdict; asResult: Verdict },
  why: string,
  make: () => Buffer | Promise<Buffer>,
  secret?: string,
];

export const toHostileFile = ([name, verdict, why, make, secret]: Row): HostileFile => ({
  id: path.parse(name).name,
  name,
  make: async () => make(),
  ...(typeof verdict === "string" ? { asUpload: verdict, asResult: verdict } : verdict),
  why,
  ...(secret ? { secret } : {}),
});
