// The preview fills what the server fills, and names what it doesn't.
import { fillQueueMessage, unknownPlaceholders } from './queue-message';

it('fills position and how many are ahead', () => {
  expect(fillQueueMessage('You are number {{position}}, {{ahead}} ahead of you.', 3)).toBe(
    'You are number 3, 2 ahead of you.',
  );
});

it('leaves and names what is unknown', () => {
  expect(fillQueueMessage('{{agent}}', 1)).toBe('{{agent}}');
  expect(unknownPlaceholders('{{position}} {{agent}} {{ ahead }}')).toEqual(['agent', ' ahead ']);
});
