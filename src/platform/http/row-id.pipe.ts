import { Injectable, type PipeTransform } from '@nestjs/common';
import { MAX_INTEGER } from '../database/columns/max-integer.js';
import { notFound } from './errors/refusals.js';

/** Parses an id in a path. @throws DomainError `NOT_FOUND` for text that cannot be an id */
@Injectable()
export class RowIdPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
    if (id < 1 || id > MAX_INTEGER) throw notFound();
    return id;
  }
}
