import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { panelNotBuilt } from '../admin.errors.js';

/** The folder in which `npm run build` puts the panel's scripts and style sheets. */
export const assetsFolder = join(import.meta.dirname, '../assets');

/** In this order; sources are in `components/`. */
export const STYLE_SHEETS = ['panel.css', 'revocation.css'] as const;

export const MANIFEST = 'manifest.json';

/** File names with a hash of the content: `app.js` → `app.0b1c2d3e.js`. */
export type AssetManifest = Readonly<Record<string, string>>;

/** @throws DomainError `PANEL_NOT_BUILT` */
export function readAssetManifest(): AssetManifest {
  try {
    return JSON.parse(readFileSync(join(assetsFolder, MANIFEST), 'utf8')) as AssetManifest;
  } catch {
    throw panelNotBuilt();
  }
}
