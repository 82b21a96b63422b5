import { announce } from './announcer.js';

const ticket = document.getElementById('ticket');
const state = document.getElementById('state');
const hint = document.getElementById('hint');

/** Timers stop while a phone sleeps, so the clock is checked this often. */
const CLOCK_CHECK_MS = 20_000;

/** A change made by another server process is shown after this time at the latest. */
const MAX_CACHE_AGE_MS = 1_000;

/** What the ticket shows after a refusal with one of these codes. */
const CLOSED = {
  SOLD_OUT: { state: 'sold-out', status: '이벤트 종료', hint: '준비한 쿠폰이 모두 나갔어요.' },
  ENDED: { state: 'ended', status: '이벤트 종료', hint: '이벤트 시간이 끝났어요.' },
  PAUSED: { state: 'paused', status: '잠시 멈췄어요', hint: '다시 열리면 받을 수 있어요. 잠시 후 새로 고쳐 주세요.' },
  NOT_STARTED: { state: 'not-started', status: '아직 시작 전이에요', hint: '시작하면 받을 수 있어요.' },
};

/** Whether a refusal with this code concerns the whole event rather than one work. */
export const closesEvent = (code) => Object.hasOwn(CLOSED, code);

/** Shows on the ticket why no coupon can be issued, and disables the buttons. @returns the ticket's status */
export function closeEvent(works, code) {
  show(works, CLOSED[code]);
  // This page's start time is outdated, or this computer's clock is ahead.
  if (code === 'NOT_STARTED') void askForStart(works);
  return CLOSED[code].status;
}

/** Before the start: enables the buttons at the start time, without a request. */
export function openOnTime(works) {
  if (!ticket.dataset.opensInMs) return;
  const [page] = performance.getEntriesByType('navigation');
  const sinceAnsweredMs = performance.now() - (page?.responseStart ?? 0);
  openAt(works, Date.now() + Number(ticket.dataset.opensInMs) - sinceAnsweredMs);
}

/** Shows the remaining stock after a coupon was issued. A failed request changes nothing. */
export async function refreshLeft(works, couponId) {
  try {
    const response = await fetch(`/coupon/${couponId}/`, { headers: { Accept: 'application/json' } });
    if (!response.ok) return;
    const { count } = await response.json();
    if (count > 0) state.textContent = leftText(count);
    else closeEvent(works, 'SOLD_OUT');
  } catch {
    // The ticket keeps what it showed.
  }
}

let waiting;

function openAt(works, at) {
  clearTimeout(waiting);
  const remainingMs = at - Date.now();
  if (remainingMs <= 0) return open(works);
  waiting = setTimeout(() => openAt(works, at), Math.min(remainingMs, CLOCK_CHECK_MS));
}

function open(works) {
  const left = Number(ticket.dataset.left);
  if (left === 0) return closeEvent(works, 'SOLD_OUT');
  show(works, { state: 'running', status: leftText(left), hint: '작품마다 한 장씩 받을 수 있어요.' });
  announce(`이벤트가 시작됐어요. ${state.textContent}`);
}

/** Shows the ticket of a page requested now. */
async function askForStart(works) {
  await new Promise((resolve) => setTimeout(resolve, MAX_CACHE_AGE_MS));
  try {
    const response = await fetch('/event/', { headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const shown = page.getElementById('ticket');
    const [status, hintText] = ['state', 'hint'].map((id) => page.getElementById(id).textContent);
    ticket.dataset.left = shown.dataset.left;
    show(works, { state: shown.dataset.state, status, hint: hintText });
    if (shown.dataset.opensInMs) openAt(works, Date.now() + Number(shown.dataset.opensInMs));
  } catch {
    // The ticket keeps the short text, which is correct.
  }
}

function show(works, shown) {
  ticket.dataset.state = shown.state;
  state.textContent = shown.status;
  hint.textContent = shown.hint;
  for (const button of works.querySelectorAll('[name="work"]')) button.disabled = shown.state !== 'running';
}

const leftText = (count) => `남은 쿠폰 수 : ${count}`;
