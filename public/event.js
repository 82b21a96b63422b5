// The event page with scripting: a press is answered in place. Without this file the same form works by itself.
import { announce } from './announcer.js';
import { enableCopying } from './copy-button.js';
import { requestCoupon } from './coupon-request.js';
import { closesEvent, closeEvent, openOnTime, refreshLeft } from './ticket.js';
import { cardOf } from './work-card.js';
import { enableSearch } from './work-search.js';

const works = document.getElementById('works');
const form = works?.closest('form');

// A page that the browser kept shows a state of long ago, perhaps another member's.
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
  if ('visitor' in works.dataset) return leadToLogin(card);
  card.wait();
  const answer = await requestCoupon({ coupon: couponId(), work: card.workId });
  card.stopWaiting();
  if (answer.refusal === 'NOT_AUTHENTICATED') return leadToLogin(card);
  if (answer.code) return showCode(card, answer);
  const closed = closesEvent(answer.refusal) && closeEvent(works, answer.refusal);
  // A button that cannot be pressed any more loses the focus.
  card.showReason(answer.words, { takeFocus: closed });
  announce(closed || answer.words);
}

function showCode(card, { code, words }) {
  card.showCode(code, words);
  announce([card.title, words, `쿠폰 번호 : ${code}`].filter(Boolean).join(', '));
  refreshLeft(works, couponId());
}

const couponId = () => Number(form.elements.coupon.value);

function leadToLogin(card) {
  location.assign(`/login-page/?${new URLSearchParams({ next: `/event/${location.search}#${card.id}` })}`);
}
