// The browser's WebSocket behind the port the session wants.
import type { Socket, SocketHandlers } from './socket-session';

export function openBrowserSocket(handlers: SocketHandlers): Socket {
  const url = new URL('/v1/realtime', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  socket.addEventListener('open', handlers.onOpen);
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') handlers.onText(event.data);
  });
  socket.addEventListener('close', handlers.onClose);
  return {
    send: (text) => {
      // One that is closing has not told us yet: what is sent to it is lost.
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(text);
      return true;
    },
    close: () => {
      socket.close(1000);
    },
  };
}
