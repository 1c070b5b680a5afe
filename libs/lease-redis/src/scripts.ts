// The operations as Lua, each one atomic at the workspace's node and by that node's clock.
//
// Per workspace two keys: a hash, member → its leases, and a sorted set, member → when to look at it. Whatever runs out
// is found there by the reaper: keyspace events are not relied on, they get lost.
//
// KEYS: the hash, the sorted set. A lease is [last beat, expires, closed, attempt that opened it, was the first, opened,
// last activity, epoch, about].
import { Script } from './script.js';

const PRELUDE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local BEAT, EXPIRES, CLOSED, ATTEMPT, FIRST, OPENED, ACTIVE, EPOCH, ABOUT = 1, 2, 3, 4, 5, 6, 7, 8, 9

local function find(member)
  local text = redis.call('HGET', KEYS[1], member)
  if not text then return nil end
  local holding = cjson.decode(text)
  holding.epoch = holding.epoch or 0
  -- Written by an older release, while processes of both are running.
  for _, lease in pairs(holding.leases) do
    if not lease[ABOUT] then
      lease[OPENED], lease[ACTIVE], lease[EPOCH], lease[ABOUT] = lease[BEAT], lease[BEAT], 0, ''
    end
  end
  return holding
end

local function lives(holding)
  for _, lease in pairs(holding.leases) do
    if lease[EXPIRES] > now then return true end
  end
  return false
end

-- A member is looked at when its first lease runs out, or when the claim on it does.
local function keep(member, holding)
  local due = nil
  for _, lease in pairs(holding.leases) do
    if due == nil or lease[EXPIRES] < due then due = lease[EXPIRES] end
  end
  if due == nil then
    redis.call('HDEL', KEYS[1], member)
    redis.call('ZREM', KEYS[2], member)
    return
  end
  if holding.claim > due and not lives(holding) then due = holding.claim end
  redis.call('HSET', KEYS[1], member, cjson.encode(holding))
  redis.call('ZADD', KEYS[2], due, member)
end
`;

/** ARGV: member, connection, expiry, attempt, about. Sent again after a lost answer, it answers the same. */
export const OPEN = new Script(`${PRELUDE}
local holding = find(ARGV[1]) or { claim = 0, epoch = 0, leases = {} }
local known = holding.leases[ARGV[2]]
if known and known[ATTEMPT] == ARGV[4] then return known[FIRST] end
local first = lives(holding) and 0 or 1
-- The time, so that it is greater than any before although those may be forgotten.
holding.epoch = math.max(holding.epoch + 1, now)
holding.leases[ARGV[2]] = { now, now + ARGV[3], 0, ARGV[4], first, now, now, holding.epoch, ARGV[5] }
keep(ARGV[1], holding)
return first
`);

/** ARGV: member, connection, expiry, active. */
export const RENEW = new Script(`${PRELUDE}
local holding = find(ARGV[1])
local lease = holding and holding.leases[ARGV[2]]
if not lease or lease[CLOSED] == 1 then return 0 end
lease[BEAT] = now
lease[EXPIRES] = now + ARGV[3]
if ARGV[4] == '1' then lease[ACTIVE] = now end
keep(ARGV[1], holding)
return 1
`);

/** ARGV: member, connection, grace. Answers when it lapses; 0: no such lease. */
export const CLOSE = new Script(`${PRELUDE}
local holding = find(ARGV[1])
local lease = holding and holding.leases[ARGV[2]]
if not lease or (lease[CLOSED] == 1 and lease[EXPIRES] <= now + ARGV[3]) then return 0 end
lease[BEAT] = now
lease[EXPIRES] = now + ARGV[3]
lease[CLOSED] = 1
keep(ARGV[1], holding)
return lease[EXPIRES]
`);

/** ARGV: limit, claim. Answers when to look again, then member, last beat, all closed, connections of each that lapsed. */
export const REAP = new Script(`${PRELUDE}
local told = {}
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 1000)) do
  local holding = find(member)
  if not holding then
    redis.call('ZREM', KEYS[2], member)
  elseif lives(holding) then
    for connection, lease in pairs(holding.leases) do
      if lease[EXPIRES] <= now then holding.leases[connection] = nil end
    end
    keep(member, holding)
  elseif holding.claim <= now and #told < tonumber(ARGV[1]) then
    holding.claim = now + ARGV[2]
    keep(member, holding)
    local beat, closed, connections = 0, 1, {}
    for connection, lease in pairs(holding.leases) do
      beat = math.max(beat, lease[BEAT])
      closed = math.min(closed, lease[CLOSED])
      table.insert(connections, connection)
    end
    local leases = holding.leases
    table.sort(connections, function(a, b)
      if leases[a][BEAT] ~= leases[b][BEAT] then return leases[a][BEAT] > leases[b][BEAT] end
      return leases[a][EPOCH] > leases[b][EPOCH]
    end)
    table.insert(told, { member, beat, closed, connections })
  end
end
local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
return { first[2] or '', told }
`);

/** ARGV: member, connections … Answers 1 when the member lives. */
export const SETTLE = new Script(`${PRELUDE}
local holding = find(ARGV[1])
if not holding then return 0 end
for i = 2, #ARGV do
  local lease = holding.leases[ARGV[i]]
  if lease and lease[EXPIRES] <= now then holding.leases[ARGV[i]] = nil end
end
holding.claim = 0
keep(ARGV[1], holding)
return lives(holding) and 1 or 0
`);

/** ARGV: member. Answers of each live lease: connection, opened, last beat, last activity, expires, epoch, about. */
export const LEASES = new Script(`${PRELUDE}
local leases = {}
local holding = find(ARGV[1]) or { leases = {} }
for connection, lease in pairs(holding.leases) do
  if lease[CLOSED] == 0 and lease[EXPIRES] > now then
    table.insert(leases, { connection, lease[OPENED], lease[BEAT], lease[ACTIVE], lease[EXPIRES], lease[EPOCH], lease[ABOUT] })
  end
end
table.sort(leases, function(a, b) return a[6] < b[6] end)
return leases
`);

/**
 * KEYS: the index, workspace → when to look at it. ARGV: limit, pause. Takes the workspaces whose time has come and
 * puts them off: no two reapers look at the same one, and one that dies meanwhile costs no more than the pause.
 */
export const TAKE_DUE = new Script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, workspace in ipairs(due) do redis.call('ZADD', KEYS[1], now + ARGV[2], workspace) end
return due
`);
