/** Maximum age of a value in milliseconds. Until then a change by another process is not noticed. */
const MAX_AGE_MS = 900;

/**
 * A value from the database, cached in memory. It is up to date at once after a commit of this process, and within a second
 * after a commit of another. Concurrent calls share one load.
 */
export class CachedValue<T> {
  private kept: { readonly value: T; readonly version: number; readonly at: number } | undefined;
  private loading: { readonly value: Promise<T>; readonly version: number } | undefined;
  private refreshing: Promise<T> | undefined;
  private refreshes = 0;

  /** @param changes returns a number that increases with each commit of this process that affects `load` */
  constructor(
    private readonly load: () => Promise<T>,
    private readonly changes: () => number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(): Promise<T> {
    const version = this.version();
    const { kept, loading } = this;
    if (kept?.version === version && this.now() - kept.at < MAX_AGE_MS) return Promise.resolve(kept.value);
    // A load that began before the last change may have missed it, so only a load for the current version is shared.
    if (loading?.version === version) return loading.value;
    const value = this.fetch(version);
    this.loading = { value, version };
    return value;
  }

  /** Reads the value from the database again, for changes by other processes. Calls in one turn of the event loop share a load. */
  refresh(): Promise<T> {
    this.refreshing ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.refreshing = undefined;
        this.refreshes += 1;
        this.get().then(resolve, reject);
      });
    });
    return this.refreshing;
  }

  private version(): number {
    return this.changes() + this.refreshes;
  }

  private async fetch(version: number): Promise<T> {
    const at = this.now();
    try {
      const value = await this.load();
      if (this.version() === version) this.kept = { value, version, at };
      return value;
    } finally {
      if (this.loading?.version === version) this.loading = undefined;
    }
  }
}
