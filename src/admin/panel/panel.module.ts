import { AdminModule as AdminJsModule } from '@adminjs/nestjs';
import { Module } from '@nestjs/common';
import { AdminJS } from 'adminjs';
import { AdminModule } from '../admin.module.js';
import { AdminServices } from '../admin-services.js';
import { PanelLoader } from '../http/panel.loader.js';
import { adminOptions } from './admin-options.js';
import { panelResources } from './panel-resources.js';

// The module calls `watch`, which bundles and writes files unless NODE_ENV is production. `npm run build` has bundled already.
AdminJS.prototype.watch = () => Promise.resolve(undefined);

/** The panel. Importing this file loads AdminJS: `openOnce` imports it when the panel is needed. */
@Module({
  imports: [
    AdminJsModule.createAdminAsync({
      imports: [AdminModule],
      inject: [AdminServices],
      useFactory: (services: AdminServices) => ({ adminJsOptions: adminOptions(panelResources(services)) }),
      customLoader: PanelLoader,
    }),
  ],
})
export class PanelModule {}
