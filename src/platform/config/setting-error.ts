/** A setting that is missing or wrong. The message is one sentence that names it and says what to do. */
export class SettingError extends Error {
  constructor(name: string, problem: string) {
    super(`${name} ${problem}`);
  }
}

/** Several settings are wrong. */
export class SettingErrors extends SettingError {
  constructor(problems: readonly SettingError[]) {
    super(`${problems.length} settings are wrong:`, problems.map(({ message }) => `\n- ${message}`).join(''));
  }
}

/** Reads one setting after the other, and remembers what is wrong with each. */
export class SettingProblems {
  private readonly problems: SettingError[] = [];

  /** @returns undefined when `read` throws a SettingError; `throwAny` then throws */
  of<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      this.problems.push(error);
      return undefined as T;
    }
  }

  /** @throws SettingError when anything was wrong */
  throwAny(): void {
    const [only, second] = this.problems;
    if (second) throw new SettingErrors(this.problems);
    if (only) throw only;
  }
}
