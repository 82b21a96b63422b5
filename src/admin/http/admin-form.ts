import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { limitBody, statedLength } from '../../platform/http/bodies/body-size.js';
import { bodyTooLarge, crossOrigin, unsupportedMediaType } from '../../platform/http/errors/refusals.js';
import { hasBody, mediaType, hasOrigin } from '../../platform/http/bodies/request-body.js';
import { badForm, noFiles } from '../admin.errors.js';
import { nothingPosted, type PostedFields } from './posted-fields.js';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_FIELDS = 60;

/**
 * Reads the body that AdminJS's client posts: multipart/form-data of text fields, or none. Nothing is written to disk.
 * @throws DomainError `CROSS_ORIGIN`, `UNSUPPORTED_MEDIA_TYPE`, `BODY_TOO_LARGE`, `NO_FILES`, `BAD_FORM`
 */
export async function readAdminForm(
  request: Request,
  response: Response,
  limit = MAX_BODY_BYTES,
): Promise<PostedFields> {
  if (!hasOrigin(request)) throw crossOrigin();
  if (!hasBody(request)) return nothingPosted;
  if (!request.is('multipart/form-data')) throw unsupportedMediaType(mediaType(request));
  if (statedLength(request) > limit) throw bodyTooLarge();
  await readBody(request, response, limit);
  const fields = Object.entries((request.body ?? {}) as Record<string, unknown>);
  return new Map(fields.filter((field): field is [string, string] => typeof field[1] === 'string'));
}

/** The limit is checked while the body arrives: Multer alone would read the whole body before it refuses a large one. */
function readBody(request: Request, response: Response, limit: number): Promise<void> {
  const limits = { fields: MAX_FIELDS, parts: MAX_FIELDS, fieldNameSize: 100, fieldSize: limit, headerPairs: 20 };
  return new Promise((resolve, reject) => {
    const stopCounting = limitBody(request, limit, () => reject(bodyTooLarge()));
    multer({ limits }).none()(request, response, (error: unknown) => {
      stopCounting();
      if (error) reject(refusal(error));
      else resolve();
    });
  });
}

function refusal(error: unknown): Error {
  if (!(error instanceof MulterError)) return badForm();
  return error.code === 'LIMIT_UNEXPECTED_FILE' ? noFiles() : bodyTooLarge();
}
