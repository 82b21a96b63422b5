import type { Request } from 'express';

type Layer = { match(path: string): boolean; route?: { methods: Record<string, boolean> } };

/** @returns the methods of all routes that match the path, in capitals and sorted; empty if no route matches */
export function allowedMethods(request: Request): string[] {
  const { stack } = (request.app as unknown as { router: { stack: Layer[] } }).router;
  const methods = stack.flatMap((layer) => (layer.route && matches(layer, request.path) ? methodsOf(layer.route) : []));
  return [...new Set(methods)].sort();
}

function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false; // The path has invalid percent-encoding.
  }
}

function methodsOf({ methods }: NonNullable<Layer['route']>): string[] {
  const names = Object.keys(methods)
    .filter((name) => methods[name])
    .map((name) => name.toUpperCase());
  return names.includes('GET') ? [...names, 'HEAD', 'OPTIONS'] : [...names, 'OPTIONS'];
}
