/** How often a random fault is injected: `everyday`, or as often as `TOODAT_FAULT_ROUNDS` says. */
export const rounds = (everyday: number): number => Number(process.env['TOODAT_FAULT_ROUNDS'] ?? everyday);
