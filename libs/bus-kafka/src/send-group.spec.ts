// What one request holds, without a broker.
import { expect, test } from '@jest/globals';
import type { Producer, ProducerBatch } from 'kafkajs';
import { SendGroup } from './send-group.js';

test('what goes together is in the order that was asked for, whoever called first', async () => {
  const sent: string[][] = [];
  const sendBatch = async ({ topicMessages = [] }: ProducerBatch) => {
    sent.push(topicMessages.map(({ topic }) => topic));
    return topicMessages.map(({ topic }) => ({ topicName: topic, partition: 3, errorCode: 0, baseOffset: '0' }));
  };
  const producer = { sendBatch, disconnect: async () => undefined } as unknown as Producer;
  const group = new SendGroup(async () => producer, ['decided', 'unused', 'told']);
  const message = { partition: 3, value: Buffer.from('{}') };
  await Promise.all(['other', 'told', 'decided'].map((topic) => group.send(topic, 3, [message])));
  expect(sent).toEqual([['decided', 'told', 'other']]);
});
