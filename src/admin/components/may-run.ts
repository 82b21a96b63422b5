import { useCurrentAdmin } from 'adminjs';
import type { Role } from '../../account/role.js';
import { mayRun } from '../permissions.js';

/** Whether the operator's role allows an action. It only decides what is shown; the server checks each request. */
export function useMayRun(): (resource: string, action: string) => boolean {
  const [operator] = useCurrentAdmin();
  const role = (operator as { readonly role?: Role } | null)?.role;
  return (resource, action) => role !== undefined && mayRun(role, resource, action);
}
