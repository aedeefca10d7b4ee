import { fileURLToPath } from "node:url";

export type StorageLocation =
  | { kind: "disk"; root: string }
  | { kind: "s3"; bucket: string; prefix: string; endpoint: string | null; region: string };

const REGION_DEFAULT = "us-east-1";
const FORM =
  "must be of the form file:///folder or s3://bucket/prefix?endpoint=https://host&region=name";
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[\w.-]+(\/[\w.-]+)*$/;
const PARAMETERS = new Set(["endpoint", "region"]);

/** @throws {Error} whose message goes on after the name of the setting: "must …". */
export function parseStorageUrl(text: string): StorageLocation {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === "file:") {
    if (url.host !== "") throw new Error("must name a folder of this machine: file:///folder");
    return { kind: "disk", root: fileURLToPath(url) };
  }
  if (url?.protocol !== "s3:" || url.username || url.port || !BUCKET.test(url.hostname))
    throw new Error(FORM);
  const prefix = url.pathname.replace(/^\/+|\/+$/g, "");
  if (prefix !== "" && !PREFIX.test(prefix)) throw new Error(FORM);
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined) throw new Error(`must not have a parameter "${unknown}"`);
  const endpoint = url.searchParams.get("endpoint");
  if (endpoint !== null && !/^https?:\/\/./.test(endpoint))
    throw new Error("must have an endpoint that begins with http:// or https://");
  const region = url.searchParams.get("region") || REGION_DEFAULT;
  return { kind: "s3", bucket: url.hostname, prefix, endpoint, region };
}
