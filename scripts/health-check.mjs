// For a container: ends with 0 while the process that its role says is ready, else with 1 and the reason.
const ANSWER_MAX_MS = 4_000;
const { ROLE: role = "all", PORT: port = "3000", MAQUETTE_METRICS_PORT: ownPort } = process.env;

if (role === "worker" && !ownPort) {
  console.error("Set MAQUETTE_METRICS_PORT: a worker alone has no other door to ask at.");
  process.exit(1);
}
const url = `http://127.0.0.1:${role === "worker" ? ownPort : port}/readyz`;
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MAX_MS) });
  if (!response.ok) console.error(await response.text());
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  console.error(`${url} does not answer: ${error.message}`);
  process.exitCode = 1;
}
