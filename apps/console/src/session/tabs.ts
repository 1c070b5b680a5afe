// What the tabs of one browser tell each other about sessions: that somebody has left, and that a tab may go on.

export type TabMessage =
  | { readonly type: 'signed_out'; readonly sub: string }
  /** From the window in which somebody signed in again, for the tab whose session was over. */
  | { readonly type: 'signed_in_again'; readonly tab: string; readonly user: string };

export interface Tabs {
  readonly tell: (message: TabMessage) => void;
  readonly listen: (call: (message: TabMessage) => void) => void;
}

export function browserTabs(): Tabs {
  const channel = new BroadcastChannel('frontdesk.session');
  return {
    tell: (message) => {
      channel.postMessage(message);
    },
    listen: (call) => {
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
        call(data);
      };
    },
  };
}
