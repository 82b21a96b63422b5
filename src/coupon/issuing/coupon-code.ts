import { Injectable, Optional } from '@nestjs/common';
import { randomInt } from 'node:crypto';

const LENGTH = 8;

/** Capital letters and digits, without I, 1, O and 0, which are easily confused. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Draws coupon codes with a cryptographic random generator: 32^8 codes, about 10^12, all equally likely. */
@Injectable()
export class CouponCodes {
  /** @param alphabet a short one makes collisions frequent, for tests */
  constructor(@Optional() private readonly alphabet: string = ALPHABET) {}

  /** @returns 8 characters. The code may already be in the database, which the unique constraint detects. */
  draw(): string {
    let code = '';
    while (code.length < LENGTH) code += this.alphabet[randomInt(this.alphabet.length)];
    return code;
  }
}
