// The types of the stand-in for an S3 server.
export interface S3StandIn {
  readonly url: string;
  keys(): readonly string[];
  unfinished(): number;
  /** Method, path and the names in the query of every request so far. */
  seen(): readonly string[];
  empty(): void;
  stop(): Promise<void>;
}

export function startS3StandIn(options: {
  readonly bucket: string;
  readonly keyId: string;
  readonly port?: number;
}): Promise<S3StandIn>;
