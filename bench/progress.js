/** Prints the progress, with an estimate of the remaining time. */
export class Progress {
  done = 0;
  startedAt = Date.now();

  /** @param {number} steps total number of steps */
  constructor(steps) {
    this.steps = steps;
  }

  note(text) {
    process.stdout.write(`${text}\n`);
  }

  /** Marks one step as done. */
  step(text) {
    this.done += 1;
    const left = ((Date.now() - this.startedAt) / this.done) * (this.steps - this.done);
    this.note(
      `[${this.done}/${this.steps}] ${text} · ${this.done < this.steps ? `about ${spoken(left)} left` : 'done'}`,
    );
  }
}

/** @param {number} ms @returns {string} such as `45 s` or `3 min` */
export function spoken(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
