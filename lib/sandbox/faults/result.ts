import { type Answer, html } from "@/lib/sandbox/answers";
import { send } from "@/lib/sandbox/call";
import type { Fault, FaultTable } from "@/lib/sandbox/faults/fault";
import { transferFaults } from "@/lib/sandbox/faults/result-transfers";
import { resultUrlFaults } from "@/lib/sandbox/faults/result-urls";
import type { World } from "@/lib/sandbox/world";

const HOPS = 20;

/** Section 3 of the catalogue. R11, R28 and R34 are about names, TLS and proxies: no gateway can do them. */
export const resultFaults = (): FaultTable => ({
  R01: {},
  R02: answering(html(404, "Not Found")),
  R03: answering(html(403, "Request has expired")),
  R04: answering(html(410, "Gone")),
  R05: redirecting(async ({ tripwire }) => `${await tripwire.lay()}/picture.png`),
  R06: redirecting(() => "http://169.254.169.254/latest/meta-data/"),
  R07: redirecting(() => "file:///etc/passwd"),
  R08: redirecting(() => "http://files.example/picture.png"),
  R09: { serve: hopping },
  R26: answering(html(200, "Are you human?")),
  R29: {},
  ...resultUrlFaults(),
  ...transferFaults(),
});

function answering(answer: Answer): Fault {
  return {
    serve: async ({ response }) => {
      await send(response, answer);
      return true;
    },
  };
}

function redirecting(target: (world: World) => string | Promise<string>): Fault {
  return {
    serve: async ({ sandbox, response }) => {
      response.writeHead(302, { location: await target(sandbox) }).end();
      return true;
    },
  };
}

const hopping: NonNullable<Fault["serve"]> = ({ response, url }) => {
  const hop = Number(url.searchParams.get("hop")) + 1;
  if (hop <= HOPS) response.writeHead(302, { location: `${url.pathname}?hop=${hop}` }).end();
  return hop <= HOPS;
};
