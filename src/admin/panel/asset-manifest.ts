import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../../platform/errors/domain-error.js';
import { text } from '../../platform/errors/text.js';

/** Where `npm run build` puts what browsers load for the panel. */
export const assetsFolder = join(import.meta.dirname, '../assets');

export const MANIFEST = 'manifest.json';

/** File names by what is in them: `app.js` → `app.0b1c2d3e.js`. */
export type AssetManifest = Readonly<Record<string, string>>;

/** @throws DomainError `PANEL_NOT_BUILT` */
export function readAssetManifest(): AssetManifest {
  try {
    return JSON.parse(readFileSync(join(assetsFolder, MANIFEST), 'utf8')) as AssetManifest;
  } catch {
    throw new DomainError('PANEL_NOT_BUILT', 'unavailable', {
      detail: text(
        '관리자 화면이 아직 만들어지지 않았습니다. npm run build를 실행하세요.',
        'The panel has not been built yet. Run npm run build.',
      ),
    });
  }
}
