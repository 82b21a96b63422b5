import { announce } from './announcer.js';

const COPIED_FOR_MS = 2_000;

/** Copy buttons need scripts, so they are hidden until this runs. */
export function enableCopying(root) {
  for (const button of root.querySelectorAll('.copy')) {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
  }
}

async function copy(button) {
  const copied = await writeToClipboard(button.dataset.code);
  announce(copied ? '쿠폰 번호를 복사했어요.' : '복사하지 못했어요. 번호를 길게 눌러 복사해 주세요.');
  if (!copied) return;
  button.classList.add('copied');
  setTimeout(() => button.classList.remove('copied'), COPIED_FOR_MS);
}

async function writeToClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeWithCopyCommand(text);
  }
}

/** `navigator.clipboard` is undefined over plain HTTP. */
function writeWithCopyCommand(text) {
  const setClipboard = (event) => {
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', setClipboard, { once: true });
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', setClipboard);
  return copied;
}
