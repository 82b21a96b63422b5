/** A missing or invalid setting. The message is one sentence that names the setting and says how to correct it. */
export class SettingError extends Error {
  constructor(name: string, problem: string) {
    super(`${name} ${problem}`);
  }
}

/** Several missing or invalid settings in one message. */
export class SettingErrors extends SettingError {
  constructor(problems: readonly SettingError[]) {
    super(`${problems.length} settings are wrong:`, problems.map(({ message }) => `\n- ${message}`).join(''));
  }
}

/** Collects the errors of all settings, so that one start reports every problem. */
export class SettingProblems {
  private readonly problems: SettingError[] = [];

  /** @returns the result of `read`; undefined if it throws a SettingError, and `throwAny` will throw that error */
  of<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      this.problems.push(error);
      return undefined as T;
    }
  }

  /** @throws SettingError if any setting was missing or invalid */
  throwAny(): void {
    const [only, second] = this.problems;
    if (second) throw new SettingErrors(this.problems);
    if (only) throw only;
  }
}
