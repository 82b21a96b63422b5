import express, { type RequestHandler } from 'express';
import { assetsFolder } from '../panel/asset-manifest.js';
import { refuseAsNotFound } from './not-found.js';

/** The panel's scripts and style. Their names carry a hash of what is in them, so browsers may keep them for ever. */
export function adminAssets(): RequestHandler[] {
  const files = express.static(assetsFolder, {
    index: false,
    redirect: false,
    setHeaders: (response) => response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
  });
  return [files, refuseAsNotFound];
}
