const TIMEOUT_MS = 20_000;

/** A busy service is asked again this often. Then the member decides. */
const MAX_RETRIES = 5;
const MAX_RETRY_AFTER_SECONDS = 10;
/** Spreads the requests of members who were refused in the same moment. */
const JITTER_MS = 1_000;

// The outcome is unknown then. Repeating the request is safe: a member gets one code for a work.
const NO_ANSWER = '연결이 끊겨 결과를 받지 못했어요. 다시 눌러 주세요. 이미 발급되었다면 같은 번호가 나와요.';

/**
 * Requests the coupon. While the service answers that it is busy, the request is repeated after the time that the answer names.
 * Never throws.
 * @param onBusy called before each wait
 * @returns the code, or a message that says why there is none
 */
export async function requestCoupon(press, onBusy) {
  try {
    let response = await send(press);
    for (let retry = 0; response.status === 503 && retry < MAX_RETRIES; retry++) {
      onBusy();
      await waitAsTold(response);
      response = await send(press);
    }
    return toResult(response.ok, await response.json());
  } catch {
    return { message: NO_ANSWER };
  }
}

const send = (press) =>
  fetch('/couponuser/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(press),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });

function waitAsTold(response) {
  const seconds = Number(response.headers.get('Retry-After')) || 1;
  const ms = Math.min(seconds, MAX_RETRY_AFTER_SECONDS) * 1_000 + Math.random() * JITTER_MS;
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function toResult(ok, body) {
  if (ok) return { code: body.code };
  return {
    code: body.coupon_user?.code,
    message: body.result ?? body.detail ?? '쿠폰을 받지 못했어요. 페이지를 새로 고친 뒤 다시 눌러 주세요.',
    refusal: body.code,
  };
}
