import { Injectable, Optional } from '@nestjs/common';
import { randomInt } from 'node:crypto';

const LENGTH = 8;

/** Capital letters and digits without those that people mistake for each other: I and 1, O and 0. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Draws coupon codes from a cryptographic generator, every one as likely as any other: 32^8, about 10^12 of them. */
@Injectable()
export class CouponCodes {
  /** @param alphabet for tests that want collisions */
  constructor(@Optional() private readonly alphabet: string = ALPHABET) {}

  /** @returns 8 characters; may have been drawn before, which only the database can tell */
  draw(): string {
    let code = '';
    while (code.length < LENGTH) code += this.alphabet[randomInt(this.alphabet.length)];
    return code;
  }
}
