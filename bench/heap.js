import { compare } from './comparison.js';
import { semiSpaceFlags } from './servers/node-flags.js';

/**
 * Measures every contender with every size of the young generation.
 * @param bench an open `Bench`
 * @param {{ contenders, sizes: number[] }} plan as for `compare`; `sizes` of a semi-space in MiB
 * @returns {Promise<object[]>} one entry for each run, with `semiSpace`
 */
export async function compareHeaps(bench, { contenders, sizes, ...plan }) {
  const variants = sizes.flatMap((size) => contenders.map((contender) => variant(contender, size)));
  const runs = await compare(bench, { ...plan, contenders: variants });
  const byKey = new Map(variants.map((one) => [one.key, one]));
  return runs.map((run) => {
    const { of, semiSpace } = byKey.get(run.contender);
    return { ...run, contender: of, semiSpace };
  });
}

const variant = (contender, size) => ({
  ...contender,
  key: `${contender.key}-${size}m`,
  label: `${contender.label}, semi-space of ${size} MiB`,
  of: contender.key,
  semiSpace: size,
  flags: semiSpaceFlags(size),
});
