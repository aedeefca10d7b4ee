import { describe, expect, test } from "vitest";
import { parseRetryAfter } from "@/lib/adapters/toapis/answer";
import { cleanText, normaliseBaseUrl, normaliseSecret } from "@/lib/adapters/toapis/clean-text";
import { refusalCode, taskFailureCode } from "@/lib/adapters/toapis/failure-codes";
import { createTaskBody } from "@/lib/adapters/toapis/task-body";
import { readProgress, readTaskState } from "@/lib/adapters/toapis/task-state";
import { readCredits, readFault, readModelIds, readTask } from "@/lib/adapters/toapis/wire";
import { MODELS } from "@/lib/generation/models";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";

const PICTURE = "https://files.example/1.png";
const OTHER = "https://files.example/2.png";

const stateOf = (json: unknown) => {
  const task = readTask(json);
  return task && readTaskState(task, "sk-secret");
};

describe("the status of a task", () => {
  test.each([
    ["queued", "waiting"],
    ["submitted", "waiting"],
    ["pending", "waiting"],
    ["not_start", "waiting"],
    ["in_progress", "running"],
    ["processing", "running"],
    ["cooking", "running"],
    ["SUCCESS", "completed"],
    ["succeed", "completed"],
    [" Completed ", "completed"],
    ["FAILURE", "failed"],
    ["Cancelled", "failed"],
    ["expired", "failed"],
    ["blocked", "failed"],
  ])("P06 %j means %s", (word, status) => {
    expect(stateOf({ id: "task_1", status: word })?.status).toBe(status);
  });

  test("is read where the answer is wrapped", () => {
    const wrapped = { code: "success", message: "ok", data: { task_id: "t", status: "running" } };
    expect(stateOf(wrapped)).toEqual({ status: "running", progressPercent: null });
    expect(readTask(wrapped)?.id).toBe("t");
  });

  test("is not there in an answer that speaks of something else", () => {
    expect(stateOf({ success: false, message: "boom" })).toBeNull();
    expect(stateOf([])).toBeNull();
    expect(stateOf(undefined)).toBeNull();
  });

  test("P07 without an address is completed with no results", () => {
    expect(stateOf({ id: "t", status: "completed", result: { data: [] } })).toEqual({
      status: "completed",
      resultUrls: [],
      expiresAt: null,
    });
  });

  test.each([
    [1768467463, "2026-01-15T08:57:43.000Z"],
    ["1768467463", "2026-01-15T08:57:43.000Z"],
    ["soon", undefined],
    [null, undefined],
  ])("an end of life of %j is read as %s", (expiresAt, iso) => {
    const state = stateOf({ status: "completed", url: PICTURE, expires_at: expiresAt });
    expect(state?.status === "completed" && state.expiresAt?.toISOString()).toBe(iso);
  });

  test("says why it failed in the gateway's words, without the key", () => {
    expect(
      stateOf({
        status: "failed",
        error: { code: "generation_failed", message: "no images in answer for sk-secret" },
      }),
    ).toEqual({
      status: "failed",
      code: "generation_failed",
      message: "no images in answer for [key]",
    });
    expect(stateOf({ data: { status: "failed", fail_reason: "违规内容" }, message: "ok" })).toEqual(
      {
        status: "failed",
        code: "policy_refused",
        message: "违规内容",
      },
    );
  });
});

test.each([
  [50, 50],
  [140, 100],
  [-5, 0],
  ["73%", 73],
  [" 100 % ", 100],
  [1e308, 100],
  [Number.POSITIVE_INFINITY, 100],
  [Number.NaN, null],
  ["half", null],
  ["", null],
  [null, null],
])("P02 a progress of %j is shown as %j", (progress, percent) => {
  expect(readProgress(progress)).toBe(percent);
});

describe("P21 results are found", () => {
  test.each([
    ["in result.data", { result: { type: "image", data: [{ url: PICTURE, size: "1x1" }] } }],
    ["at the top", { url: PICTURE }],
    ["in data", { data: [{ url: PICTURE }] }],
    ["in data.url", { data: { url: PICTURE } }],
    ["in data.result.data", { data: { result: { data: [{ url: PICTURE }] } } }],
    ["in images, as strings", { images: [PICTURE] }],
    ["in output, as one string", { output: PICTURE }],
    ["in outputs, as image_url", { outputs: [{ image_url: PICTURE }] }],
    ["in outputs, as image_url.url", { outputs: [{ image_url: { url: PICTURE } }] }],
    ["in data.outputs", { data: { outputs: [{ url: PICTURE }] } }],
    ["twice, and counted once", { result: { data: [{ url: PICTURE }, { url: PICTURE }] } }],
    ["before a second place", { result: { data: [{ url: PICTURE }] }, url: OTHER }],
    ["between what is none", { data: [null, { url: "" }, { url: 5 }, { url: PICTURE }] }],
  ])("%s", (_name, json) => {
    expect(readTask(json)?.resultUrls).toEqual([PICTURE]);
  });

  test("P10 all of them, in order", () => {
    const json = { result: { data: [{ url: PICTURE }, { url: OTHER }] } };
    expect(readTask(json)?.resultUrls).toEqual([PICTURE, OTHER]);
  });

  test("as bytes when there is no address", () => {
    expect(readTask({ data: [{ b64_json: "iVBORw==" }] })?.resultUrls).toEqual([
      "data:image/png;base64,iVBORw==",
    ]);
  });

  test("never in the words of a prompt or a message", () => {
    expect(readTask({ prompt: PICTURE, message: PICTURE, output: "done" })?.resultUrls).toEqual([]);
  });
});

describe("the error envelopes of the contract", () => {
  test.each([
    [
      { error: { code: "invalid_request", message: "m", type: "invalid_request_error" } },
      "invalid_request invalid_request_error",
      "m",
    ],
    [{ error: { code: 401, message: "m" } }, "401", "m"],
    [{ error: { message: "m", type: "new_api_error", code: "" } }, "new_api_error", "m"],
    [{ error: { error: { message: "m" } } }, "", "m"],
    [{ error: "m" }, "", "m"],
    [{ error: { code: "rate_limit_exceeded" } }, "rate_limit_exceeded", "rate_limit_exceeded"],
    [{ success: false, message: "m" }, "", "m"],
    [{ message: "task_not_exist" }, "", "task_not_exist"],
    [{ code: "quota_not_enough", message: "m", data: null }, "quota_not_enough", "m"],
  ])("%j", (json, code, message) => {
    expect(readFault(json)).toEqual({ code, message });
  });

  test.each([[{}], [{ detail: "m" }], [{ error: {} }], [{ success: true, message: "ok" }], ["m"]])(
    "%j is none of them",
    (json) => {
      expect(readFault(json)).toBeNull();
    },
  );
});

test.each([
  [400, "invalid_request", "The 'prompt' field is required.", "invalid_request"],
  [400, "", "invalid api type: -1", "wrong_endpoint"],
  [400, "invalid_api_type", "x", "wrong_endpoint"],
  [400, "", "reference image must not be larger than 10MB", "reference_refused"],
  [400, "content_policy_violation", "x", "policy_refused"],
  [400, "model_not_found", "x", "model_unavailable"],
  [401, "unauthorized", "Invalid API key", "bad_key"],
  [402, "", "Insufficient account balance", "no_balance"],
  [403, "insufficient_user_quota", "x", "no_balance"],
  [403, "access_denied", "Your IP is not on the list", "bad_key"],
  [403, "access_denied", "This token has been disabled", "bad_key"],
  [403, "forbidden", "该用户已被封禁", "bad_key"],
  [403, "access_denied", "This token has no access to gemini-3-pro-image", "not_allowed"],
  [403, "", "group default may not use this model", "not_allowed"],
  [403, "", "该令牌无权访问模型", "not_allowed"],
  [404, "model_not_found", "x", "model_unavailable"],
  [405, "", "x", "wrong_endpoint"],
  [413, "", "x", "too_large"],
  [415, "", "x", "invalid_request"],
  [422, "content_policy_violation", "x", "policy_refused"],
  [422, "invalid_request", "size: not a ratio", "invalid_request"],
] as const)("a refusal with %i %s %j is %s", (...[status, code, message, expected]) => {
  expect(refusalCode(status, { code, message }, { ...SENT, hasReferences: true })).toBe(expected);
});

const SENT = { model: "gemini-3-pro-image", hasReferences: false };

test("a broken request is not blamed on references that were not sent", () => {
  const fault = { code: "", message: "invalid request body" };
  expect(refusalCode(400, fault, { ...SENT, hasReferences: true })).toBe("reference_refused");
  expect(refusalCode(400, fault, SENT)).toBe("invalid_request");
});

test.each([
  ["call upstream API failed: upstream returned status 422", "policy_refused"],
  ["upstream returned status 429", "generation_failed"],
  ["upstream returned status 503", "generation_failed"],
  ["blocked by moderation", "policy_refused"],
  ["内容审核未通过", "policy_refused"],
  ["failed to mirror reference", "reference_refused"],
  ["no images in answer", "generation_failed"],
  ["context deadline exceeded", "generation_failed"],
])("a task that failed with %j is %s", (message, code) => {
  expect(taskFailureCode({ code: "generation_failed", message })).toBe(code);
});

describe("Retry-After", () => {
  const skewed = "Tue, 24 Nov 2026 10:10:00 GMT";
  test.each([
    ["F03 seconds", "2", undefined, 2_000],
    ["F04 a date by the clock of the answer", "Tue, 24 Nov 2026 10:10:03 GMT", skewed, 3_000],
    ["F07 more than an hour", "86400", undefined, 3_600_000],
    ["F08 negative", "-5", undefined, null],
    ["F08 a word", "soon", skewed, null],
    ["F08 in the past", "Tue, 24 Nov 2026 10:09:00 GMT", skewed, null],
    ["F08 two headers", ["1", "2"], undefined, null],
    ["a date without a clock", "Tue, 24 Nov 2026 10:10:03 GMT", undefined, null],
    ["not a date", "never GMT", skewed, null],
    ["nothing", undefined, skewed, null],
  ])("%s", (...[, retryAfter, date, expected]) => {
    expect(parseRetryAfter(retryAfter, date)).toBe(expected);
  });
});

describe("P23 words of the gateway", () => {
  test.each([
    [
      "<html><head><title>504 Gateway\n Time-out</title></head><body>x</body>",
      "504 Gateway Time-out",
    ],
    ["<b>bold</b><script>alert(1)</script>", "bold alert(1)"],
    ["red\u001b[31m \u202Eturned\u0000", "red [31m turned"],
    ["wrong key sk-abcdef-123 and secret-of-mine", "wrong key [key] and [key]"],
  ])("%j become %j", (text, clean) => {
    expect(cleanText(text, "secret-of-mine")).toBe(clean);
  });

  test("are cut at 2,000 characters, and a key on the edge leaves no half", () => {
    const long = cleanText(`${"x".repeat(1_995)} sk-abcdefghijk`, "");
    expect(long).toBe(`${"x".repeat(1_995)} [key`);
    expect(cleanText("<".repeat(5_000_000), "")).toHaveLength(2_000);
  });

  test("lose everything unseen: what turns text around, hides in it or colours a terminal", () => {
    expect(cleanText("a\u061cb\u00adc\u{e0041}d\u2066e\u001b", "")).toBe("a b c d e");
  });
});

test.each([
  ["https://toapis.com", "https://toapis.com"],
  [" https://toapis.com/ ", "https://toapis.com"],
  ["https://toapis.com/v1", "https://toapis.com"],
  ["https://toapis.com/v1/", "https://toapis.com"],
])("the base URL %j is used as %j", (typed, used) => {
  expect(normaliseBaseUrl(typed)).toBe(used);
});

test.each(["sk-abc", " sk-abc\n", "Bearer sk-abc", "bearer  sk-abc ", "\ufeffsk-\u200babc\r\n"])(
  "the key %j is used as sk-abc",
  (typed) => {
    expect(normaliseSecret(typed)).toBe("sk-abc");
  },
);

describe("balances", () => {
  test("are read in credits where there are credits", () => {
    const wire = { remain_balance: 10.5, remain_credits: 2100, used_credits: 460 };
    expect(readCredits(wire)).toEqual({ remainingCredits: 2100, usedCredits: 460 });
  });

  test("are turned into credits by the rate that the answer names", () => {
    const wire = { remain_balance: 10.5, used_balance: 2, credits_per_usd: 200 };
    expect(readCredits(wire)).toEqual({ remainingCredits: 2100, usedCredits: 400 });
    expect(readCredits({ remain_balance: 10.5 })).toEqual({
      remainingCredits: null,
      usedCredits: null,
    });
  });

  test("have no rest where the key is unlimited", () => {
    const wire = { unlimited_quota: true, remain_balance: -1, remain_credits: 5, used_credits: 1 };
    expect(readCredits(wire)).toEqual({ remainingCredits: null, usedCredits: 1 });
  });
});

test("models are listed with and without the gateway's own wrapping", () => {
  expect(readModelIds({ success: true, data: [{ id: "a" }, { id: 5 }, {}] })).toEqual(["a"]);
  expect(readModelIds({ object: "list", data: [] })).toEqual([]);
  expect(readModelIds({ data: null })).toBeNull();
});

const EVERY_OPTION: GenerationOptions = {
  orientation: "portrait",
  temperature: 0,
  topP: 0.5,
  maxOutputTokens: 1_024,
  personGeneration: "ALLOW_ADULT",
  imageOutputOptions: { mimeType: "image/jpeg", compressionQuality: 90 },
  thinkingConfig: { thinkingLevel: "LOW" },
  safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "OFF" }],
  google_search: true,
  google_image_search: false,
};

describe("the body of a create call", () => {
  const task = {
    prompt: "a red bicycle",
    aspectRatio: "1:1",
    resolution: "1K",
    options: {},
    referenceUrls: [],
    clientBusinessId: "mq-1",
    callbackUrl: null,
  } as const;
  const common = { prompt: "a red bicycle", size: "1:1", n: 1, client_business_id: "mq-1" };

  test.each([
    ["gemini-3-pro-image-preview-4k", { resolution: "1K", metadata: { resolution: "1K" } }],
    ["gemini-3-pro-image-preview", { metadata: { resolution: "1K" } }],
    ["gemini-2.5-flash-image-preview", {}],
    ["a-model-of-tomorrow", { metadata: { resolution: "1K" } }],
  ])("%s takes its resolution where its row says", (model, places) => {
    expect(createTaskBody({ ...task, model })).toEqual({ ...common, model, ...places });
  });

  test.each(MODELS)("$id gets the options that it has, and no other", (model) => {
    const { metadata = {} } = createTaskBody({ ...task, model: model.id, options: EVERY_OPTION });
    const { resolution: _, ...options } = metadata;
    expect(Object.keys(options).sort()).toEqual([...model.optionFields].sort());
    expect(EVERY_OPTION).toMatchObject(options);
  });
});
