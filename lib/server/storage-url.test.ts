import { expect, test } from "vitest";
import { parseStorageUrl } from "@/lib/server/storage-url";

test("a folder of this machine", () => {
  expect(parseStorageUrl("file:///srv/ma%20quette")).toEqual({
    kind: "disk",
    root: "/srv/ma quette",
  });
});

test("a bucket of AWS needs its name only", () => {
  expect(parseStorageUrl("s3://studio-pictures")).toEqual({
    kind: "s3",
    bucket: "studio-pictures",
    prefix: "",
    endpoint: null,
    region: "us-east-1",
  });
});

test("a bucket of another maker has an endpoint, a region and a prefix", () => {
  const url = "s3://studio/maquette/live/?endpoint=http://10.0.0.5:9000&region=auto";
  expect(parseStorageUrl(url)).toEqual({
    kind: "s3",
    bucket: "studio",
    prefix: "maquette/live",
    endpoint: "http://10.0.0.5:9000",
    region: "auto",
  });
});

test.each([
  ["nonsense", /must be of the form/],
  ["https://bucket.example.com", /must be of the form/],
  ["s3://", /must be of the form/],
  ["s3://B", /must be of the form/],
  ["s3://key:secret@bucket", /must be of the form/],
  ["s3://bucket/a b", /must be of the form/],
  ["s3://bucket?enpoint=http://h", /parameter "enpoint"/],
  ["s3://bucket?endpoint=h:9000", /must have an endpoint/],
  ["file://server/share", /must name a folder of this machine/],
])("%s is refused with what to write instead", (url, sentence) => {
  expect(() => parseStorageUrl(url)).toThrow(sentence);
});
