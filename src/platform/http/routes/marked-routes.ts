import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, type DiscoveryService } from '@nestjs/core';

type Mark<T> = ReturnType<typeof DiscoveryService.createDecorator<T>>;

const scanner = new MetadataScanner();

/**
 * Finds the controllers and methods that are decorated with `mark`.
 * @returns the value of the decorator by path. Paths have a leading and no trailing slash
 */
export function markedRoutes<T>(discovery: DiscoveryService, mark: Mark<T>): Map<string, T | undefined> {
  const routes = new Map<string, T | undefined>();
  for (const { metatype } of discovery.getControllers()) {
    for (const target of [metatype!, ...handlersOf(metatype!)]) {
      if (!Reflect.hasMetadata(mark.KEY, target)) continue;
      const value = Reflect.getMetadata(mark.KEY, target) as T | undefined;
      const ends = target === metatype ? [''] : pathsOf(target);
      for (const base of pathsOf(metatype!)) for (const end of ends) routes.set(join(base, end), value);
    }
  }
  return routes;
}

function handlersOf(controller: { readonly prototype: unknown }): object[] {
  const methods = controller.prototype as Record<string, object>;
  return scanner.getAllMethodNames(methods).map((name) => methods[name]!);
}

const pathsOf = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();

const join = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
