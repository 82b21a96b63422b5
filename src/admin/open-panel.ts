import type { INestApplicationContext } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';

/** Loads AdminJS and fills the panel's routes, once. */
export type OpenPanel = () => Promise<void>;

/**
 * Loading AdminJS blocks the event loop: in production that happens before the service listens (`start.ts`), elsewhere
 * when the first operator comes. After a failure, the next call tries again.
 */
export function openOnce(app: INestApplicationContext): OpenPanel {
  let opened: Promise<void> | undefined;
  return () =>
    (opened ??= open(app).catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
}

async function open(app: INestApplicationContext): Promise<void> {
  const [{ AdminModule }, { PanelModule }] = await Promise.all([
    import('@adminjs/nestjs'),
    import('./panel/panel.module.js'),
  ]);
  const panel = await app.get(LazyModuleLoader).load(() => PanelModule, { logger: false });
  // Nest runs no lifecycle hooks of a module that is loaded after the start.
  await panel.get(AdminModule, { strict: false }).onModuleInit();
}
