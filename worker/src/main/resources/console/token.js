// Asks for what the worker wants to be shown, and gives it to nobody else.

import { useToken } from './api.js';
import { say } from './dom.js';

const UNKNOWN_TOKEN = 'The worker does not know the token it was given, or not any more.';

export class TokenDialog {
  #dialog = document.getElementById('token-dialog');
  #field = document.getElementById('token');
  #why = document.getElementById('token-why');
  #open = document.getElementById('access');

  /** @param given  called when there is a token to try */
  constructor(given) {
    this.#open.addEventListener('click', () => this.#dialog.showModal());
    document.getElementById('token-form').addEventListener('submit', (event) => {
      event.preventDefault();
      useToken(this.#field.value.trim());
      this.#field.value = '';
      this.#open.hidden = true;
      this.#dialog.close();
      given();
    });
    document.getElementById('token-later').addEventListener('click', () => this.#dialog.close());
  }

  /** @param kind  of the problem that the worker answered with */
  ask(kind) {
    this.#open.hidden = false;
    this.#why.hidden = kind !== 'token-unknown';
    say(this.#why, UNKNOWN_TOKEN);
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }
}
