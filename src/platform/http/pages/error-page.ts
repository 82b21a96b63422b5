import { text, type Language, type Text } from '../../errors/text.js';

const TITLES: Readonly<Record<number, Text>> = {
  400: text('잘못된 요청입니다', 'Bad request'),
  403: text('접근할 수 없습니다', 'Access denied'),
  404: text('페이지를 찾을 수 없습니다', 'Page not found'),
  405: text('허용되지 않는 요청입니다', 'Method not allowed'),
  429: text('요청이 너무 많습니다', 'Too many requests'),
  503: text('지금은 처리할 수 없습니다', 'Not available right now'),
};
const ANY_TITLE = text('문제가 생겼습니다', 'Something went wrong');
const CHECK_ADDRESS = text('주소를 다시 확인해 주세요.', 'Please check the address.');
const REQUEST_NUMBER = text('요청 번호', 'Request id');
const DEFAULT_MESSAGE = text('잠시 후 다시 시도해 주세요.', 'Please try again in a moment.');

/** The locals of the view `error`: a title, the id of the request, and the message of `body`, which is in `language` already. */
export function errorPage(
  status: number,
  body: Readonly<Record<string, unknown>>,
  language: Language = 'ko',
): Record<string, unknown> {
  const detail = status === 404 ? CHECK_ADDRESS[language] : body['detail'];
  const message = [detail, body['result'], DEFAULT_MESSAGE[language]].find((one) => typeof one === 'string');
  const request = { label: REQUEST_NUMBER[language], id: body['request_id'] };
  return { status, title: (TITLES[status] ?? ANY_TITLE)[language], message, request };
}
