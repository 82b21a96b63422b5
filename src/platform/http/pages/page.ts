import type { Response } from 'express';
import type { Answer } from '../errors/answer.js';
import { errorAnswer } from '../errors/error-answer.js';

/** Renders `view`; after a refusal, with the refusal's status and headers. */
export function sendPage(response: Response, view: string, locals: object, refusal?: Answer): void {
  response
    .status(refusal?.status ?? 200)
    .set(refusal?.headers ?? {})
    .render(view, locals);
}

/** A refusal for the page itself to show. @throws the error unchanged when it is a fault and no refusal */
export function pageRefusal(error: unknown): Answer {
  const answer = errorAnswer(error);
  if (!answer) throw error;
  return answer;
}

/** `path` with a query of the given parameters; undefined ones are left out. */
export function pageAddress(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
