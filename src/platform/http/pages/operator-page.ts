import { DiscoveryService } from '@nestjs/core';
import type { Language } from '../../errors/text.js';

/**
 * A page that a feature shows to operators outside of the panel. It is served below the panel's path, behind the operator
 * guard, so that whatever protects the panel protects it, too.
 */
export interface OperatorPage {
  /** In the panel's table of permissions, which lists the roles that may open it. */
  readonly name: string;
  /** Below the panel's path, with the id of a row: `/preview/coupons/:id`. */
  readonly path: string;
  /** @throws DomainError */
  html(request: OperatorPageRequest): Promise<string>;
}

export type OperatorPageRequest = {
  readonly id: number;
  readonly query: URLSearchParams;
  /** The language that the operator reads. */
  readonly language: Language;
};

/** Registers a provider that implements `OperatorPage`. */
export const RegisterOperatorPage = DiscoveryService.createDecorator<void>();

/** The operators' pages of all modules. */
export const registeredOperatorPages = (discovery: DiscoveryService): OperatorPage[] =>
  discovery
    .getProviders({ metadataKey: RegisterOperatorPage.KEY })
    .map(({ instance }: { readonly instance: unknown }) => instance as OperatorPage);
