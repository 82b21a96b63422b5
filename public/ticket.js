import { announce } from './announcer.js';

const ticket = document.getElementById('ticket');
const state = document.getElementById('state');
const hint = document.getElementById('hint');

/** A phone that sleeps stops its timers: the clock is looked at again this often. */
const LOOK_AT_CLOCK_EVERY_MS = 20_000;

const SHOWN_WITHIN_MS = 1_000;

/** What the ticket says after a refusal with one of these codes. */
const CLOSED = {
  SOLD_OUT: { as: 'sold-out', words: '이벤트 종료', says: '준비한 쿠폰이 모두 나갔어요.' },
  ENDED: { as: 'ended', words: '이벤트 종료', says: '이벤트 시간이 끝났어요.' },
  PAUSED: { as: 'paused', words: '잠시 멈췄어요', says: '다시 열리면 받을 수 있어요. 잠시 후 새로 고쳐 주세요.' },
  NOT_STARTED: { as: 'not-started', words: '아직 시작 전이에요', says: '시작하면 받을 수 있어요.' },
};

/** Whether a refusal with this code is about the event, and so meant for everybody. */
export const closesEvent = (code) => Object.hasOwn(CLOSED, code);

/** The ticket says why nothing can be had, and no button can be pressed. @returns what it says */
export function closeEvent(works, code) {
  show(works, CLOSED[code]);
  // When it starts is not what this page was told, or not quite.
  if (code === 'NOT_STARTED') void askForStart(works);
  return CLOSED[code].words;
}

/** Before the start: opens the event when its time has come, without asking the server. */
export function openOnTime(works) {
  if (!ticket.dataset.opensInMs) return;
  const [page] = performance.getEntriesByType('navigation');
  const sinceAnsweredMs = performance.now() - (page?.responseStart ?? 0);
  openAt(works, Date.now() + Number(ticket.dataset.opensInMs) - sinceAnsweredMs);
}

/** Asks how many are left, for whoever just took one. An answer that does not come changes nothing. */
export async function refreshLeft(works, couponId) {
  try {
    const response = await fetch(`/coupon/${couponId}/`, { headers: { Accept: 'application/json' } });
    if (!response.ok) return;
    const { count } = await response.json();
    if (count > 0) state.textContent = leftInWords(count);
    else closeEvent(works, 'SOLD_OUT');
  } catch {
    // What the ticket says stays true of the moment it was said.
  }
}

let waiting;

function openAt(works, at) {
  clearTimeout(waiting);
  const remainingMs = at - Date.now();
  if (remainingMs <= 0) return open(works);
  waiting = setTimeout(() => openAt(works, at), Math.min(remainingMs, LOOK_AT_CLOCK_EVERY_MS));
}

function open(works) {
  const left = Number(ticket.dataset.left);
  if (left === 0) return closeEvent(works, 'SOLD_OUT');
  show(works, { as: 'running', words: leftInWords(left), says: '작품마다 한 장씩 받을 수 있어요.' });
  announce(`이벤트가 시작됐어요. ${state.textContent}`);
}

/** Shows what the server's own page says now. A server shows within a second what was changed at another one. */
async function askForStart(works) {
  await new Promise((resolve) => setTimeout(resolve, SHOWN_WITHIN_MS));
  try {
    const response = await fetch('/event/', { headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const shown = page.getElementById('ticket');
    const [words, says] = ['state', 'hint'].map((id) => page.getElementById(id).textContent);
    ticket.dataset.left = shown.dataset.left;
    show(works, { as: shown.dataset.state, words, says });
    if (shown.dataset.opensInMs) openAt(works, Date.now() + Number(shown.dataset.opensInMs));
  } catch {
    // The words that are there are true, if short.
  }
}

function show(works, { as, words, says }) {
  ticket.dataset.state = as;
  state.textContent = words;
  hint.textContent = says;
  for (const button of works.querySelectorAll('[name="work"]')) button.disabled = as !== 'running';
}

const leftInWords = (count) => `남은 쿠폰 수 : ${count}`;
