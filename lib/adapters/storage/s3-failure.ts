import { StorageError } from "@/lib/ports/object-storage";

type Address = { bucket: string; region: string; endpoint: string | null };

type SdkFailure = Error & {
  code?: string;
  /** Of a name that resolves to several addresses, none of which answered. */
  errors?: NodeJS.ErrnoException[];
  $metadata?: { httpStatusCode?: number };
};

/** Says in one sentence what the bucket answered and which setting to look at. */
export function s3Failure(cause: unknown, address: Address): StorageError {
  if (cause instanceof StorageError) return cause;
  const failure = cause as SdkFailure;
  const status = failure.$metadata?.httpStatusCode ?? null;
  const code = codeOf(status, failure.name);
  return new StorageError(code, sentence(failure, status, address), { cause });
}

/** Worth another try at once: the network, or the bucket's own trouble. */
export function isTransient(cause: unknown): boolean {
  const status = (cause as SdkFailure).$metadata?.httpStatusCode;
  return status === undefined || status === 429 || status >= 500;
}

function codeOf(status: number | null, name: string): StorageError["code"] {
  if (status === 507) return "full";
  return status === 404 && name !== "NoSuchBucket" ? "missing" : "unavailable";
}

function sentence(failure: SdkFailure, status: number | null, address: Address): string {
  const { bucket, region, endpoint } = address;
  const answer = `${failure.name}${status === null ? "" : `, ${status}`}`;
  if (status === null) {
    const reason = failure.code ?? failure.errors?.[0]?.code ?? failure.message;
    return `The bucket's endpoint ${endpoint ?? "of AWS"} does not answer (${reason}): check STORAGE_URL`;
  }
  if (failure.name === "NoSuchBucket")
    return `There is no bucket "${bucket}" (${answer}): check STORAGE_URL`;
  if (status === 301 || status === 307 || failure.name === "AuthorizationHeaderMalformed")
    return `The bucket "${bucket}" is not in region "${region}" (${answer}): check region in STORAGE_URL`;
  if (status === 401 || status === 403)
    return `The bucket "${bucket}" refuses the access key (${answer}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and that this key may list, get, put and delete`;
  return `The bucket "${bucket}" answered ${answer}: ${failure.message}`;
}
