import { PATH_METADATA } from '@nestjs/common/constants.js';
import type { DiscoveryService } from '@nestjs/core';

type Mark<T> = ReturnType<typeof DiscoveryService.createDecorator<T>>;

/**
 * The paths of the controllers and methods that have `mark`, with the value that it was given.
 * @returns paths with a leading slash and without one at the end
 */
export function markedRoutes<T>(discovery: DiscoveryService, mark: Mark<T>): Map<string, T | undefined> {
  const routes = new Map<string, T | undefined>();
  for (const controller of discovery.getControllers()) {
    const { metatype } = controller;
    if (typeof metatype !== 'function') continue;
    const base = pathsOf(metatype);
    if (Reflect.hasMetadata(mark.KEY, metatype)) {
      const value = valueOf(mark, metatype);
      for (const path of base) routes.set(join(path), value);
    }
    const methods = metatype.prototype as Record<string, object>;
    for (const name of Object.getOwnPropertyNames(methods).filter((own) => own !== 'constructor')) {
      const handler = methods[name]!;
      if (!Reflect.hasMetadata(mark.KEY, handler)) continue;
      const value = valueOf(mark, handler);
      for (const path of base) for (const rest of pathsOf(handler)) routes.set(join(path, rest), value);
    }
  }
  return routes;
}

const valueOf = <T>(mark: Mark<T>, target: object): T | undefined =>
  Reflect.getMetadata(mark.KEY, target) as T | undefined;

const pathsOf = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();

const join = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
