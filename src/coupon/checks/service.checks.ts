import { text } from '../../platform/errors/text.js';
import { foundOr, green, red, yellow, type Check } from './check.js';
import type { EventFacts } from './event-facts.js';

/** Settings that spoil an event. The start refuses others, such as several processes on SQLite or a missing SECRET_KEY. */
export function serviceChecks({ service, event }: EventFacts): Check[] {
  const { isProduction, isForwarded, isSecure, trustsProxies, demonstrationId } = service;
  const { isLocalOnly, listensLocally } = service;
  const isUntrusted = isForwarded && !trustsProxies;
  const hasProxy = isForwarded || trustsProxies;
  return foundOr(
    serviceFine(),
    isLocalOnly && localOnly(),
    !isLocalOnly && listensLocally && !hasProxy && listeningLocally(),
    isUntrusted && proxyNotTrusted(),
    !isProduction && notProduction(),
    isProduction && !isLocalOnly && !isUntrusted && !isSecure && plainHttp(),
    demonstrationId !== undefined && demonstrationId !== event.id && demonstrationVisible(demonstrationId),
    demonstrationId === event.id && isDemonstration(),
  );
}

const serviceFine = (): Check =>
  green(
    'SERVICE_FINE',
    text('서비스 설정에서 문제를 찾지 못했습니다.', 'Nothing was found in the settings of the service.'),
  );

const localOnly = (): Check =>
  red(
    'LOCAL_ONLY',
    text(
      '이 컴퓨터에서만 접속할 수 있습니다. 회원이 접속할 도메인을 ALLOWED_HOSTS에 적고 서비스를 다시 시작하세요.',
      'Only this machine can reach the service. Set ALLOWED_HOSTS to the name that members use, and restart it.',
    ),
  );

const listeningLocally = (): Check =>
  red(
    'LISTENS_LOCALLY',
    text(
      '이 컴퓨터에서만 접속할 수 있습니다. 서비스가 다른 컴퓨터의 연결을 받지 않습니다. HTTPS를 처리하는 프록시를 앞에 두고 TRUSTED_PROXIES에 프록시의 수를 적은 뒤 다시 시작하세요.',
      'Only this machine can reach the service: it accepts no connections from others. Put a proxy with HTTPS in front, set TRUSTED_PROXIES to the number of proxies, and restart it.',
    ),
  );

const proxyNotTrusted = (): Check =>
  red(
    'PROXY_NOT_TRUSTED',
    text(
      '프록시를 거친 요청인데 TRUSTED_PROXIES가 0입니다. 모든 회원이 주소 하나를 함께 써서 로그인과 가입이 막힐 수 있습니다. 프록시의 수를 적고 다시 시작하세요.',
      'Requests come through a proxy, but TRUSTED_PROXIES is 0. All members share one address, and the limits may lock them out of login and sign-up. Set it to the number of proxies, and restart the service.',
    ),
  );

const notProduction = (): Check =>
  yellow(
    'NOT_PRODUCTION',
    text(
      '개발용으로 실행 중입니다. 회원에게 공개하기 전에 NODE_ENV=production으로 실행하세요.',
      'The service runs in development mode. Start it with NODE_ENV=production before it is open to members.',
    ),
  );

const plainHttp = (): Check =>
  yellow(
    'PLAIN_HTTP',
    text(
      '이 화면을 HTTPS 없이 열었습니다. 회원도 그렇게 접속한다면 비밀번호와 로그인이 암호화되지 않습니다. HTTPS를 켜세요.',
      'This page was opened without HTTPS. If members come that way, passwords and logins are not encrypted. Turn HTTPS on.',
    ),
  );

const demonstrationVisible = (id: number): Check =>
  yellow(
    'DEMONSTRATION_VISIBLE',
    text(
      `체험용 쿠폰(${id}번)이 숨겨지지 않아 회원이 실제로 받을 수 있습니다. 체험용 쿠폰과 작품을 숨기세요.`,
      `The demonstration’s coupon (${id}) is visible, and members can get real codes of it. Hide it and its works.`,
    ),
    { id },
  );

const isDemonstration = (): Check =>
  yellow(
    'IS_DEMONSTRATION',
    text(
      '체험용으로 만들어진 쿠폰입니다. 실제 이벤트에는 새 쿠폰을 만드세요.',
      'This coupon was made for the demonstration. Create a new one for a real event.',
    ),
  );
