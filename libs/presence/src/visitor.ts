// One visitor's presence: only whether a page of theirs is alive.
import type { Decider, Instant } from '@frontdesk/kernel';
import type { LossCause, VisitorEvent } from './event.js';

export type VisitorCommand =
  | { readonly type: 'connect'; readonly visitorId: string }
  | { readonly type: 'lose'; readonly visitorId: string; readonly lastBeatAt: Instant; readonly cause: LossCause };

export interface VisitorState {
  readonly live: boolean;
}

export const visitorDecider: Decider<VisitorState, VisitorCommand, VisitorEvent> = {
  initial: () => ({ live: false }),

  decide(state, command) {
    switch (command.type) {
      case 'connect': {
        const { visitorId } = command;
        return state.live ? [] : [{ type: 'presence.visitor_connected', data: { visitorId } }];
      }
      case 'lose': {
        const { visitorId, lastBeatAt, cause } = command;
        return state.live ? [{ type: 'presence.visitor_lost', data: { visitorId, lastBeatAt, cause } }] : [];
      }
    }
  },

  evolve(_state, event) {
    switch (event.type) {
      case 'presence.visitor_connected':
        return { live: true };
      case 'presence.visitor_lost':
        return { live: false };
    }
  },
};
