import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CouponCodes } from './coupon-code.js';

const DRAWS = 100_000;

describe('coupon codes', () => {
  const codes = new CouponCodes();
  const drawn = Array.from({ length: DRAWS }, () => codes.draw());

  it('are 8 capital letters and digits without similar characters', () => {
    for (const code of drawn) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
  });

  it('do not repeat in 100,000 draws', () => {
    expect(new Set(drawn).size).toBe(DRAWS);
  });

  it('use every character equally often at each position', () => {
    for (let place = 0; place < 8; place++) {
      const counts = new Map<string, number>();
      for (const code of drawn) counts.set(code[place]!, (counts.get(code[place]!) ?? 0) + 1);
      expect(counts.size).toBe(32);
      // χ² with 31 degrees of freedom: a fair generator passes 80 once in 300,000 runs; one letter 10 % too often gives 100.
      expect(chiSquare([...counts.values()], DRAWS / 32)).toBeLessThan(80);
    }
  });

  it('are drawn from the alphabet that a test asks for', () => {
    const few = new CouponCodes('AB');
    const all = new Set(Array.from({ length: 5_000 }, () => few.draw()));
    expect(all.size).toBe(256);
  });

  it('can be injected without saying an alphabet', async () => {
    class CodesModule {}
    Module({ providers: [CouponCodes] })(CodesModule);
    const context = await NestFactory.createApplicationContext(CodesModule, { logger: false });
    expect(context.get(CouponCodes).draw()).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    await context.close();
  });
});

const chiSquare = (observed: readonly number[], expected: number): number =>
  observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
