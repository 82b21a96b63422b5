/** The response of the bare servers, as long as a real one. */
export const FIXED_ANSWER = {
  id: 1,
  coupon: 1,
  work: 1,
  user: 1,
  code: 'ABCDEFGH',
  is_used: false,
  created_at: '2026-11-22T05:20:43.123Z',
  updated_at: '2026-11-22T05:20:43.123Z',
} as const;
