import { ratioWithinRounds, spread } from './statistics.js';

export const LIMIT = 'bare-http';

/** The runs of one contender, workload and number of connections, over all rounds. */
export class Summary {
  constructor(runs) {
    this.runs = runs;
  }

  of(contender, workload, connections) {
    return this.runs.filter(
      (run) => run.contender === contender && run.workload === workload && run.connections === connections,
    );
  }

  has(contender, workload, connections) {
    return this.of(contender, workload, connections).length > 0;
  }

  /** Median, minimum and maximum of a figure, such as `perSecond`. */
  figure(contender, workload, connections, name) {
    return spread(this.of(contender, workload, connections).map((run) => run[name]));
  }

  /** A figure of one contender divided by the same figure of another, computed within each round. */
  ratio(contender, other, workload, connections, name = 'perSecond') {
    const [runs, others] = [contender, other].map((key) => this.of(key, workload, connections));
    return ratioWithinRounds(runs, others, name);
  }

  /** The numbers of failures and wrong responses, and all findings. */
  faults(contender, workload, connections) {
    const runs = this.of(contender, workload, connections);
    const sum = (name) => runs.reduce((total, run) => total + (run[name] ?? 0), 0);
    return {
      failures: sum('failures'),
      wrong: sum('wrong') + sum('broken') + runs.filter(didNotRun).length,
      findings: runs.flatMap(({ round, findings }) => findings.map((text) => `round ${round}: ${text}`)),
    };
  }
}

const didNotRun = ({ perSecond }) => perSecond === undefined;

/** Whether no run had a wrong response, a failure, a lost connection or a finding. */
export const allRight = (runs) =>
  runs.every(({ wrong, failures, broken, findings }) => !wrong && !failures && !broken && findings.length === 0);
