import { Injectable, type PipeTransform } from '@nestjs/common';
import { MAX_INTEGER } from '../database/columns/max-integer.js';
import { notFound } from './errors/refusals.js';

/** The id in a path. One that no row can have is simply not found. */
@Injectable()
export class RowIdPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
    if (id < 1 || id > MAX_INTEGER) throw notFound();
    return id;
  }
}
