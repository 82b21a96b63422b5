// With this script, the event page shows the result of a press without loading again. Without it, the form is submitted.
import { announce } from './announcer.js';
import { enableCopying } from './copy-button.js';
import { requestCoupon } from './coupon-request.js';
import { closesEvent, closeEvent, openOnTime, refreshLeft } from './ticket.js';
import { cardOf } from './work-card.js';
import { enableSearch } from './work-search.js';

const works = document.getElementById('works');
const form = works?.closest('form');

const IN_LINE = '순서를 기다리고 있어요. 이 화면을 그대로 두세요.';

// A page restored from the browser's cache is outdated and may be another member's.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

enableCopying(document);
if (form) {
  openOnTime(works);
  enableSearch(works);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press(cardOf(event.submitter));
  });
}

async function press(card) {
  if (card.isWaiting) return;
  if ('visitor' in works.dataset) return goToLogin(card);
  card.startWaiting();
  const answer = await requestCoupon({ coupon: couponId(), work: card.workId }, () => {
    card.showMessage(IN_LINE);
    announce(IN_LINE);
  });
  card.stopWaiting();
  if (answer.refusal === 'NOT_AUTHENTICATED') return goToLogin(card);
  if (answer.code) return showCode(card, answer);
  const closed = closesEvent(answer.refusal) && closeEvent(works, answer.refusal);
  // A button loses the focus when it is disabled.
  card.showReason(answer.message, { takeFocus: closed });
  announce(closed || answer.message);
}

function showCode(card, { code, message }) {
  card.showCode(code, message);
  announce([card.title, message, `쿠폰 번호 : ${code}`].filter(Boolean).join(', '));
  refreshLeft(works, couponId());
}

const couponId = () => Number(form.elements.coupon.value);

function goToLogin(card) {
  location.assign(`/login-page/?${new URLSearchParams({ next: `/event/${location.search}#${card.id}` })}`);
}
