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
const NO_PAGE = text('주소를 다시 확인해 주세요.', 'Please check the address.');
const NO_WORDS = text('잠시 후 다시 시도해 주세요.', 'Please try again in a moment.');

/** What the view `error` shows: a title, and the refusal's own words, which are in `language` already. */
export function errorPage(
  status: number,
  body: Readonly<Record<string, unknown>>,
  language: Language = 'ko',
): Record<string, unknown> {
  const words = status === 404 ? NO_PAGE[language] : body['detail'];
  const message = [words, body['result'], NO_WORDS[language]].find((one) => typeof one === 'string');
  return { status, title: (TITLES[status] ?? ANY_TITLE)[language], message };
}
