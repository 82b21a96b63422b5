/** Who acts: an operator, a command or the service. */
export type Actor = {
  /** The operator's account; null for a command and for the service. */
  readonly userId: number | null;
  /** The operator's e-mail, the command as it is called (`npm run works:import`), or `toodat`. */
  readonly name: string;
  /** IP address of the operator's client; null without a client. */
  readonly address: string | null;
};

/** The service itself, for example when it creates the first admin. */
export const SERVICE: Actor = { userId: null, name: 'toodat', address: null };

/** @param script the script's name in package.json */
export const command = (script: string): Actor => ({ userId: null, name: `npm run ${script}`, address: null });
