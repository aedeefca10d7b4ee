import type { CreateOutcome, CreateTask, GatewayConnection } from "@/lib/ports/gateway";

/** One call exactly as it went. */
export type GatewayExchange = {
  /** Method and path: `GET /v1/balance`. */
  endpoint: string;
  /** Null when there was no complete answer. */
  status: number | null;
  /** Names in lower case, without cookies. */
  headers: Record<string, string>;
  /** The body without keys, at most 1,000 characters; or why there is none. */
  envelope: string;
  seconds: number;
};

/** Whole answers of the gateway, for whoever examines it. The product itself asks through `Gateway`. */
export interface GatewayProbe {
  /** Free and repeatable. Never throws for the network. */
  get(path: string): Promise<GatewayExchange>;
  /** Costs money like `Gateway.createTask`, and is never repeated either. Never throws for the network. */
  createTask(
    task: CreateTask,
    referenceField: ReferenceField,
  ): Promise<GatewayExchange & { outcome: CreateOutcome }>;
}

/** The two names that the documents know for the list of references. */
export type ReferenceField = "image_urls" | "reference_images";

export interface GatewayProbes {
  open(connection: GatewayConnection): GatewayProbe;
}
