export declare class PostgresCluster {
  static start(): Promise<PostgresCluster | undefined>;
  static readonly canBeCopied: boolean;
  readonly url: string;
  readonly port: number;
  readonly name: string;
  standby(name: string): Promise<PostgresCluster>;
  crash(): Promise<void>;
  kill(): Promise<void>;
  launch(): Promise<void>;
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}
