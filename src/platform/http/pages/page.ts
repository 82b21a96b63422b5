import type { Response } from 'express';
import type { Answer } from '../errors/answer.js';
import { errorAnswer } from '../errors/error-answer.js';
import { requestIdOf } from '../request-id.js';

/** Renders `view` with status 200, or with the status and headers of `refusal`. */
export function sendPage(response: Response, view: string, locals: object, refusal?: Answer): void {
  response
    .status(refusal?.status ?? 200)
    .set(refusal?.headers ?? {})
    .render(view, locals);
}

/** Converts an error to a refusal that the page shows. @throws the error itself if it is unexpected */
export function pageRefusal(error: unknown, response: Response): Answer {
  const answer = errorAnswer(error, 'ko', requestIdOf(response));
  if (!answer) throw error;
  return answer;
}

/** @returns `path` with a query of these parameters; undefined ones are omitted */
export function pageAddress(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
