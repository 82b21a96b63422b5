/** Longest that another process's change goes unnoticed, in milliseconds. */
const MAX_AGE_MS = 900;

/**
 * Something that everybody is shown alike, kept in memory: right at once after a change of this process, within a second
 * after another's. However many ask, it is loaded once.
 */
export class CachedValue<T> {
  private kept: { readonly value: T; readonly version: number; readonly at: number } | undefined;
  private loading: { readonly value: Promise<T>; readonly version: number } | undefined;
  private refreshing: Promise<T> | undefined;
  private refreshes = 0;

  /** @param changes goes up with each commit of this process that `load` would see */
  constructor(
    private readonly load: () => Promise<T>,
    private readonly changes: () => number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(): Promise<T> {
    const version = this.version();
    const { kept, loading } = this;
    if (kept?.version === version && this.now() - kept.at < MAX_AGE_MS) return Promise.resolve(kept.value);
    // A load that began before the change may have missed it; only one that began after it will do.
    if (loading?.version === version) return loading.value;
    const value = this.fetch(version);
    this.loading = { value, version };
    return value;
  }

  /** As the database says after this call, whatever other processes did. Calls of one moment share one load. */
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
