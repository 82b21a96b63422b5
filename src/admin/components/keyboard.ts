/** What AdminJS renders for the mouse only: links without an address, the button of the side menu, the entries of the language menu. */
const MOUSE_ONLY = [
  'a.adminjs_Button:not([href])',
  '[data-css="topbar"] > section:first-child',
  '[data-css="topbar"] .adminjs_DropDownMenu > section',
].join();

/** Makes these elements buttons that the keyboard reaches and presses. @param menuName read out for the button of the side menu */
export function reachByKeyboard(root: Element, menuName: string): void {
  const mark = (): void => {
    for (const element of root.querySelectorAll<HTMLElement>(MOUSE_ONLY)) {
      element.tabIndex = 0;
      element.role = 'button';
      if (!element.textContent && !element.ariaLabel) element.ariaLabel = menuName;
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
