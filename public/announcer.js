const region = document.getElementById('announcer');

/** Announces a message to screen readers without moving the focus. */
export function announce(message) {
  region.textContent = message;
}
