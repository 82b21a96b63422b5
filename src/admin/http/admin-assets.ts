import express, { type RequestHandler } from 'express';
import { assetsFolder } from '../panel/asset-manifest.js';
import { refuseAsNotFound } from './not-found.js';

/** The panel's scripts and style sheet. File names contain a hash of the content, so browsers may cache them for ever. */
export function adminAssets(): RequestHandler[] {
  const files = express.static(assetsFolder, {
    index: false,
    redirect: false,
    setHeaders: (response) => response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
  });
  return [files, refuseAsNotFound];
}
