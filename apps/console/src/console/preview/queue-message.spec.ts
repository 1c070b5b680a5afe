// The preview fills what the server fills, and names what it doesn't.
import { fillQueueMessage, unknownPlaceholders } from './queue-message';

it('fills position and how many are ahead', () => {
  expect(fillQueueMessage('You are number {{position}}, {{ahead}} ahead of you.', 3)).toBe(
    'You are number 3, 2 ahead of you.',
  );
});

it('B8 fills waits, group and agent with examples', () => {
  expect(fillQueueMessage('{{group}}: {{wait_p50}} to {{wait_p90}} for {{agent}}', 1)).toBe(
    'Support: 2 min to 5 min for Ana',
  );
});

it('leaves and names what is unknown', () => {
  expect(fillQueueMessage('{{team}}', 1)).toBe('{{team}}');
  expect(unknownPlaceholders('{{position}} {{team}} {{ ahead }}')).toEqual(['team', ' ahead ']);
});
