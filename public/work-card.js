import { enableCopying } from './copy-button.js';

const template = document.getElementById('held-template');

/** The card of one work, around one of its elements. */
export function cardOf(element) {
  return new WorkCard(element.closest('.work'));
}

class WorkCard {
  constructor(element) {
    this.element = element;
    this.button = element.querySelector('[name="work"]');
    this.reason = element.querySelector('.work-reason');
  }

  get id() {
    return this.element.id;
  }

  get title() {
    return this.element.querySelector('.work-title').textContent;
  }

  get workId() {
    return Number(this.button.value);
  }

  get isWaiting() {
    return this.button.ariaDisabled === 'true';
  }

  // Not `disabled`: the button would lose the focus.
  wait() {
    this.button.ariaDisabled = 'true';
    this.button.textContent = '받는 중…';
    this.reason.textContent = '';
  }

  stopWaiting() {
    this.button.ariaDisabled = null;
    this.button.textContent = '쿠폰 받기';
  }

  /** Puts the code where the button was; the focus goes on to the copy button. */
  showCode(code, words = '') {
    const held = template.content.cloneNode(true);
    const shown = held.querySelector('.held-code');
    shown.textContent = `쿠폰 번호 : ${code}`;
    shown.classList.add('held-new');
    held.querySelector('.copy').dataset.code = code;
    enableCopying(held);
    const hadFocus = this.button === document.activeElement;
    this.button.replaceWith(held);
    this.reason.textContent = words;
    if (hadFocus) this.element.querySelector('.copy').focus();
  }

  showReason(words, { takeFocus }) {
    this.reason.textContent = words;
    if (!takeFocus) return;
    this.reason.tabIndex = -1;
    this.reason.focus();
  }
}
