export declare class PostgresCluster {
  static start(): Promise<PostgresCluster | undefined>;
  static readonly canBeCopied: boolean;
  readonly url: string;
  readonly port: number;
  readonly name: string;
  readonly folder: string;
  standby(name: string): Promise<PostgresCluster>;
  baseBackup(): Promise<PostgresCluster>;
  recover(settings: Readonly<Record<string, string>>): Promise<void>;
  folderOfServer(path: string): string;
  run(program: string, parameters: readonly string[]): void;
  crash(): Promise<void>;
  kill(): Promise<void>;
  launch(): Promise<void>;
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}
