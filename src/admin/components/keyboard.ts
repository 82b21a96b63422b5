/** What AdminJS renders for the mouse only: links without an address, the button of the side menu, the entries of the language menu. */
const MOUSE_ONLY = [
  'a.adminjs_Button:not([href])',
  '[data-css="topbar"] > section:first-child',
  '[data-css="topbar"] .adminjs_DropDownMenu > section',
].join();

/** Makes these elements buttons that the keyboard reaches and presses. `data-menu` of the root names the button without a text. */
export function reachByKeyboard(root: HTMLElement): void {
  const mark = (): void => {
    for (const element of root.querySelectorAll<HTMLElement>(MOUSE_ONLY)) {
      element.tabIndex = 0;
      element.role = 'button';
      if (!element.textContent && !element.ariaLabel) element.ariaLabel = root.dataset['menu'] ?? null;
    }
  };
  new MutationObserver(mark).observe(root, { childList: true, subtree: true });
  root.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (!(target instanceof HTMLElement) || !target.matches(MOUSE_ONLY)) return;
    if (key !== 'Enter' && key !== ' ') return;
    event.preventDefault();
    target.click();
  });
}
