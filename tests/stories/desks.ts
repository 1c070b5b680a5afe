// Agents in number, for the stories of load: each of the person's own, at work, with a socket.
import { api, type Api } from '../harness/api.js';
import { RealtimeClient } from '../harness/realtime-client.js';
import { found, type RoutedHouse } from '../harness/routed-house.js';
import { personToken, staffKey } from './database.js';

/** So many at work in support, and nobody else, each with room for `limit`. */
export async function openDesks({ product, ada, sue }: RoutedHouse, many: number, limit: number): Promise<Api[]> {
  const key = await staffKey(product);
  const agents: Api[] = [];
  for (let i = 1; i <= many; i++) {
    const id = `desk-${i}`;
    const document = { name: id, email: `${id}@demo.example`, limit, groupIds: ['support'], role: 'agent' };
    await ada.put(`/v1/settings/agents/${id}`, document, { 'if-none-match': '*' });
    const agent = api(product.url, await personToken(product, key, id, ['agent']));
    await RealtimeClient.open(agent);
    await agent.put('/v1/presence/me', { status: 'online' });
    agents.push(agent);
  }
  await found('everybody at work', async () =>
    (await sue.board()).agents.filter(({ status }) => status === 'online').length === many ? true : undefined,
  );
  return agents;
}
