const TIMEOUT_MS = 20_000;

// The outcome is unknown then. Repeating the request is safe: a member gets one code for a work.
const NO_ANSWER = '연결이 끊겨 결과를 받지 못했어요. 다시 눌러 주세요. 이미 발급되었다면 같은 번호가 나와요.';

/** Requests the coupon. Never throws. @returns the code, or a message that says why there is none */
export async function requestCoupon(press) {
  try {
    const response = await fetch('/couponuser/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(press),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return toResult(response.ok, await response.json());
  } catch {
    return { message: NO_ANSWER };
  }
}

function toResult(ok, body) {
  if (ok) return { code: body.code };
  return {
    code: body.coupon_user?.code,
    message: body.result ?? body.detail ?? '쿠폰을 받지 못했어요. 페이지를 새로 고친 뒤 다시 눌러 주세요.',
    refusal: body.code,
  };
}
