import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loads } from './beside/loads.js';
import { contenders } from './contenders.js';
import { screens } from './panel/addresses.js';
import { workloads } from './workloads.js';

export const USAGE = `npm run bench [-- command] [options]

commands
  compare   every contender on every workload (the default)
  growth    issuing with different numbers of coupons already issued, and with many coupons at once
  panel     issuing while an operator requests each address of the panel once a second (5 million coupons issued; see --levels)
  beside    issuing during other requests: query strings, logins, a large catalog, backups, an export, live views, a revocation
  scale     issuing with 1, 2 and 3 processes on PostgreSQL, with and without nginx
  overload  issuing while presses come at twice the rate that the service reached just before, and after that
  heap      the service with young generations of several sizes
  draw      draw the chart again: draw [input.json] [output.svg]

options
  --full                 more rounds, 1, 16, 64 and 256 connections, up to 5 million coupons issued
  --rounds <n>           --seconds <n>           --warm-up <seconds>
  --connections <1,64>   --contenders <names>    --workloads <names>
  --loads <names>        the other requests, for beside
  --screens <names>      the screens of the panel that are requested, for panel
  --clients <n>          connections of the crowd, for overload (4000)
  --levels <0,10000>     numbers of coupons already issued, for growth
  --semi-spaces <16,64>  maximum semi-space of the young generation in MiB, for heap
  --cores <n>            use only the first n cores (2)
  --folder <path>        folder for the databases, on a real disk (the system's temporary folder)
  --profile <path>       write a CPU profile of each server there; this makes the servers slower
  --results <path>       folder for tables and chart (bench/results)

contenders: ${contenders.map(({ key }) => key).join(', ')}
workloads:  ${workloads.map(({ key }) => key).join(', ')}
loads:      ${loads.map(({ key }) => key).join(', ')}
screens:    ${screens.map(({ key }) => key).join(', ')}
`;

const PROFILES = {
  quick: { rounds: 3, seconds: 2, warmUp: 1, connections: '64', levels: '0,10000,1000000' },
  panel: { rounds: 5, seconds: 5, warmUp: 1, connections: '64', levels: '5000000' },
  beside: { rounds: 3, seconds: 5, warmUp: 1, connections: '64', levels: '0' },
  overload: { rounds: 1, seconds: 30, warmUp: 1, connections: '256', levels: '0' },
  scale: { rounds: 5, seconds: 3, warmUp: 1, connections: '64', levels: '0' },
  full: { rounds: 5, seconds: 3, warmUp: 1, connections: '1,16,64,256', levels: '0,10000,1000000,5000000' },
};

/** The workloads that each command can run. */
const OFFERED = {
  compare: ({ growthOnly }) => !growthOnly,
  growth: ({ key }) => key.startsWith('issuing'),
  panel: ({ key }) => key === 'issuing',
  beside: ({ key }) => key === 'issuing',
  scale: ({ key }) => key === 'issuing',
  overload: ({ key }) => key === 'issuing',
  heap: ({ key }) => key === 'issuing',
};

const text = { type: 'string' };
const OPTIONS = {
  full: { type: 'boolean' },
  help: { type: 'boolean' },
  rounds: text,
  seconds: text,
  'warm-up': text,
  connections: text,
  clients: text,
  contenders: text,
  workloads: text,
  levels: text,
  loads: text,
  screens: text,
  'semi-spaces': text,
  cores: text,
  folder: text,
  results: text,
  profile: text,
};

/** @throws Error with a sentence if an option is unknown or has an invalid value */
export function readOptions(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [what = 'compare', ...rest] = positionals;
  const profile = PROFILES[what] ?? (values.full ? PROFILES.full : PROFILES.quick);
  const both = what === 'scale' ? ['toodat-postgres'] : ['toodat-sqlite', 'toodat-postgres'];
  const asked = what === 'compare' ? contenders.map(({ key }) => key) : both;
  const offered = workloads.filter(OFFERED[what] ?? OFFERED.compare);
  return {
    what: values.help ? 'help' : what,
    rest,
    rounds: count(values.rounds ?? profile.rounds, 'rounds'),
    measureMs: 1000 * count(values.seconds ?? profile.seconds, 'seconds'),
    warmUpMs: 1000 * count(values['warm-up'] ?? profile.warmUp, 'warm-up'),
    connections: counts(values.connections ?? (what === 'growth' ? '64' : profile.connections), 'connections'),
    clients: count(values.clients ?? 4_000, 'clients', 20_000),
    levels: (values.levels ?? profile.levels).split(',').map(Number),
    loads: chosen(loads, values.loads?.split(',') ?? loads.map(({ key }) => key), 'load'),
    screens: chosen(screens, values.screens?.split(',') ?? screens.map(({ key }) => key), 'screen'),
    sizes: counts(values['semi-spaces'] ?? '16,32,64,128', 'semi-spaces'),
    contenders: chosen(contenders, values.contenders?.split(',') ?? asked, 'contender'),
    workloads: chosen(offered, values.workloads?.split(',') ?? offered.map(({ key }) => key), 'workload'),
    cores: count(values.cores ?? 2, 'cores'),
    folder: values.folder,
    profiles: values.profile && resolve(values.profile),
    results: values.results ?? join(import.meta.dirname, 'results'),
  };
}

function chosen(all, keys, noun) {
  const unknown = keys.find((key) => !all.some((one) => one.key === key));
  if (unknown !== undefined) throw new Error(`no such ${noun}: ${unknown}`);
  return all.filter(({ key }) => keys.includes(key));
}

const counts = (value, name) => value.split(',').map((one) => count(one, name));

function count(value, name, max = 1_000) {
  const number = Number(value);
  if (number > 0 && number <= max) return number;
  throw new Error(`--${name} must be a number from 1 to ${max}`);
}
