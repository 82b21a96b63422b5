/** What AdminJS renders for the mouse only: links without an address, the button of the side menu, the entries of the language menu. */
const MOUSE_ONLY = [
  'a.adminjs_Button:not([href])',
  '[data-css="topbar"] > section:first-child',
  '[data-css="topbar"] .adminjs_DropDownMenu > section',
].join();

/** Read out for the button of the side menu, which has no text. */
const MENU: Readonly<Record<string, string>> = { ko: '메뉴', en: 'Menu' };

/** Makes these elements buttons that the keyboard reaches and presses. */
export function reachByKeyboard(root: Element): void {
  const mark = (): void => {
    for (const element of root.querySelectorAll<HTMLElement>(MOUSE_ONLY)) {
      element.tabIndex = 0;
      element.role = 'button';
      if (!element.textContent && !element.ariaLabel) element.ariaLabel = MENU[document.documentElement.lang] ?? null;
    }
  };
  new MutationObserver(mark).observe(root, { childList: true, subtree: true });
  root.addEventListener('keydown', (event) => {
    const { key, target } = event as KeyboardEvent;
    if (!(target instanceof HTMLElement) || !target.matches(MOUSE_ONLY)) return;
    if (key !== 'Enter' && key !== ' ') return;
    event.preventDefault();
    target.click();
  });
}
