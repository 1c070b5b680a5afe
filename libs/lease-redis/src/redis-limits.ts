// Limits in Redis: one script per call, by Redis' clock, so that all processes count together.
import { standingOf, type Bucket, type Limits, type Taken } from '@frontdesk/lease';
import { Script, type RedisClient } from './script.js';

/**
 * KEYS: a bucket each. ARGV: quota, window of each; then 1 to look only. Answers now, how long to wait (0: taken), and of each bucket when it
 * will be full. A bucket that is full again is no key at all.
 */
export const TAKE = new Script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local full, wait = {}, 0
local look = ARGV[2 * #KEYS + 1] == '1'
for i, key in ipairs(KEYS) do
  local quota, window = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local before = math.max(tonumber(redis.call('GET', KEYS[i]) or '0'), now)
  full[i] = { before, before + window / quota }
  wait = math.max(wait, full[i][2] - now - window)
end
local answer = { string.format('%.3f', now), string.format('%.3f', wait) }
for i, key in ipairs(KEYS) do
  local taking = wait <= 0 and not look
  local at = full[i][taking and 2 or 1]
  if taking then redis.call('SET', KEYS[i], string.format('%.3f', at), 'PX', math.ceil(at - now)) end
  answer[i + 2] = string.format('%.3f', at)
end
return answer
`);

export class RedisLimits implements Limits {
  readonly #redis: RedisClient;
  readonly #prefix: string;

  /** @param prefix before every key */
  constructor(redis: RedisClient, prefix = 'frontdesk') {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async take(workspace: string, buckets: readonly Bucket[], look?: 'look'): Promise<Taken> {
    // In one slot of a cluster, by the tag in braces.
    const keys = buckets.map(({ key }) => `${this.#prefix}:limit:{${encodeURIComponent(workspace)}}:${key}`);
    const args = buckets.flatMap(({ quota, windowMs }) => [quota, windowMs]);
    const answer = (await TAKE.run(this.#redis, keys, [...args, look === undefined ? 0 : 1])) as readonly string[];
    const [now = 0, wait = 0, ...full] = answer.map(Number);
    const standings = buckets.map((bucket, i) => standingOf(bucket, full[i] ?? 0, now));
    const retryMs = Math.ceil(wait);
    return { allowed: retryMs === 0, standings, retryMs };
  }
}
