import type { DatabaseLocation } from '../../platform/config/database-url.js';

/** A database that the rehearsal made, and that nobody else uses. */
export interface RehearsalCopy {
  readonly location: DatabaseLocation;
  /** What it has of the service's database, in Korean, for the operator. */
  readonly contents: string;
  /** Where it is, for the operator; never with a password. */
  readonly where: string;
  /** On SQLite, the folder in which the time of a sync is measured. */
  readonly folder: string | undefined;
  /** Deletes it. Nothing may be connected to it any more. */
  remove(): Promise<void>;
}
