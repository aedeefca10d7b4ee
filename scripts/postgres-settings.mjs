import os from "node:os";

/** Of our own PostgreSQL, as `name=value`. */
export const serverSettings = () => [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=200",
  "timezone=UTC",
  "log_timezone=UTC",
  `shared_buffers=${sharedBuffersMb()}MB`,
  "work_mem=16MB",
  // What is not in memory is on a disk without a head to move.
  "random_page_cost=1.1",
  // Compiling a query takes longer than any of ours runs.
  "jit=off",
];

const MB = 1024 * 1024;

/**
 * A quarter of what this machine or container has: a large library is then looked through in memory. It is taken as it
 * is used, so a small one takes little.
 */
function sharedBuffersMb() {
  const memoryMb = Math.min(os.totalmem(), process.constrainedMemory() || Infinity) / MB;
  return Math.round(Math.min(Math.max(memoryMb / 4, 128), 2048));
}
