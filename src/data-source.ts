import { DataSource } from 'typeorm';
import { loadSettings } from './platform/config/environment.js';
import { dataSourceOptions, UNLIMITED } from './platform/database/data-source-options.js';

/**
 * The entry of TypeORM's command line, such as `npx typeorm migration:revert -d dist/data-source.js`. Stop the service first:
 * unlike a start of the service, the command line does not wait for other processes that migrate.
 */
export const dataSource = new DataSource(dataSourceOptions(loadSettings().database, UNLIMITED));
