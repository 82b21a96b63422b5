import { enableCopying } from './copy-button.js';

const template = document.getElementById('held-template');

/** The card that contains this element. */
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
  startWaiting() {
    this.button.ariaDisabled = 'true';
    this.button.textContent = '받는 중…';
    this.showMessage('');
  }

  stopWaiting() {
    this.button.ariaDisabled = null;
    this.button.textContent = '쿠폰 받기';
    this.showMessage('');
  }

  /** Replaces the button with the code. If the button had the focus, the copy button gets it. */
  showCode(code, message = '') {
    const held = template.content.cloneNode(true);
    const shown = held.querySelector('.held-code');
    shown.textContent = `쿠폰 번호 : ${code}`;
    shown.classList.add('held-new');
    held.querySelector('.copy').dataset.code = code;
    enableCopying(held);
    const hadFocus = this.button === document.activeElement;
    this.button.replaceWith(held);
    this.showMessage(message);
    if (hadFocus) this.element.querySelector('.copy').focus();
  }

  showReason(message, { takeFocus }) {
    const reason = this.showMessage(message);
    if (!takeFocus) return;
    reason.tabIndex = -1;
    reason.focus();
  }

  /** Replaces the message at the end of the card, which also describes the button to screen readers. */
  showMessage(message) {
    this.element.querySelector('.work-reason')?.remove();
    const reason = document.createElement('p');
    reason.className = 'work-reason';
    reason.id = `${this.id}-reason`;
    reason.textContent = message;
    if (message) this.element.append(reason);
    this.button.setAttribute('aria-describedby', `${this.id}-title ${reason.id}`);
    return reason;
  }
}
