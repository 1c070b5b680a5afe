// What every part of the panel gets: the state, the things a visitor can do, and the words.
import type { AppState, Screen } from '../app-state.js';
import type { Controller } from '../controller.js';
import type { Translate } from '../dictionary.js';

export interface Ui {
  readonly state: AppState;
  readonly screen: Screen;
  readonly controller: Controller;
  readonly t: Translate;
  readonly language: string;
  /** Styles of a part that has just arrived. */
  readonly adopt: (css: string) => void;
}
