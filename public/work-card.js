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
    this.say('');
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
    this.say(words);
    if (hadFocus) this.element.querySelector('.copy').focus();
  }

  showReason(words, { takeFocus }) {
    const reason = this.say(words);
    if (!takeFocus) return;
    reason.tabIndex = -1;
    reason.focus();
  }

  /** Below all else, in place of what was said before, and as part of what the button is about. */
  say(words) {
    this.element.querySelector('.work-reason')?.remove();
    const reason = document.createElement('p');
    reason.className = 'work-reason';
    reason.id = `${this.id}-reason`;
    reason.textContent = words;
    if (words) this.element.append(reason);
    this.button.setAttribute('aria-describedby', `${this.id}-title ${reason.id}`);
    return reason;
  }
}
