// A clean log passes; each seeded fault is named, by law, place and conversation.
import { describe, expect, it } from '@jest/globals';
import { checkLog, type CheckReport } from './check-log.js';
import type { Law } from './finding.js';
import { aDay, assigned, ended, queued, released, request } from './testing/a-day.js';
import { linesOf, rechain, type HandMadeLog, type Line } from './testing/hand-made-log.js';

const check = (records: readonly Line[]): Promise<CheckReport> => checkLog(linesOf(records));
const laws = ({ findings }: CheckReport): Law[] => [...new Set(findings.map(({ law }) => law))];

const decisionsOf = (log: HandMadeLog): Line[] => log.records.filter(({ hash }) => hash !== null);
const decisionAbout = (log: HandMadeLog, text: string): Line =>
  decisionsOf(log).find(({ body }) => body.includes(text)) as Line;

describe('a clean log', () => {
  it('has no findings, and a ledger that adds up', async () => {
    const report = await check(aDay().records);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ decisions: 12, more: 0, notes: [] });
    expect(report.ledgers).toEqual([
      {
        workspace: 'demo',
        arrivals: 5,
        outcomes: { assigned: 3, abandoned: 1, timed_out: 0, converted: 1, refused: 0, closed_by_staff: 0 },
        open: { waiting: 0, pooled: 0, submission_offered: 0 },
        remainder: 0,
        unaccounted: [],
      },
    ]);
    expect(report.submissions).toEqual({ received: 1, confirmed: 1, withdrawn: 0, closed: 1 });
  });

  it('is clean in whatever order its lanes are exported', async () => {
    const { records } = aDay();
    const byLane = [...records].sort((a, b) =>
      a.lane.topic < b.lane.topic ? -1 : a.lane.topic > b.lane.topic ? 1 : 0,
    );
    expect((await check(byLane)).findings).toEqual([]);
    expect((await check(byLane.reverse().sort((a, b) => a.seq - b.seq))).findings).toEqual([]);
  });

  it('may have a limit lowered below its load', async () => {
    const lowered = { agentId: 'ana', limit: 0, groupIds: ['sales'] };
    const log = aDay().decide('settings', 'agent_configured', lowered, ['agent_configured', lowered]);
    expect((await check(log.records)).findings).toEqual([]);
  });

  it('P39 may hold a conversation that is opened again, decided anew and talked in; not one that goes on without', async () => {
    const read = { agentId: 'ana', upTo: 1 };
    const reopened = () => {
      const log = aDay().fact('conversation', 'conversation.reopened', 'c1', { by: 'visitor', groupId: 'sales' });
      return log.decide('conversation', 'conversation_requested', request(1), queued(1, 1));
    };
    const { findings } = await check(reopened().fact('conversation', 'conversation.queued', 'c1', read).records);
    expect(findings.filter(({ conversationId }) => conversationId === 'c1')).toEqual([]);
    const dead = aDay().fact('conversation', 'conversation.queued', 'c1', read);
    expect((await check(dead.records)).findings).toContainEqual(expect.objectContaining({ law: 'message' }));
  });

  it('may begin in the middle; then only what needs no past is checked, and the report says so', async () => {
    const log = aDay();
    const tail = log.records.slice(log.records.indexOf(decisionsOf(log)[4] as Line));
    const report = await check(tail.filter(({ lane }) => lane.topic === 'assignment.decisions'));
    expect(report.findings).toEqual([]);
    expect(report.notes).toHaveLength(1);
  });
});

describe('a broken lane is named', () => {
  it('when a record is gone', async () => {
    const { records } = aDay();
    const gone = records.findIndex(({ body }) => body.includes('"c4"') && body.includes('queued'));
    const report = await check(records.filter((_, i) => i !== gone));
    expect(report.findings).toContainEqual(
      expect.objectContaining({ law: 'sequence', where: 'assignment-queue/assignment.decisions/7/8' }),
    );
  });

  it('when two records are swapped', async () => {
    const { records } = aDay();
    const [a, b] = records.flatMap(({ lane }, i) => (lane.topic === 'conversation.events' ? [i] : [])).slice(1, 3);
    [records[a as number], records[b as number]] = [records[b as number] as Line, records[a as number] as Line];
    const report = await check(records);
    expect(report.findings).toContainEqual(
      expect.objectContaining({ law: 'sequence', text: expect.stringContaining('swapped') }),
    );
  });

  it('when a record stands there twice, and only that', async () => {
    const { records } = aDay();
    records.splice(10, 0, records[9] as Line);
    expect((await check(records)).findings).toMatchObject([
      { law: 'sequence', text: expect.stringContaining('twice') },
    ]);
  });

  it('when a body was changed after it was sealed', async () => {
    const log = aDay();
    const record = decisionAbout(log, '"cause":"freed"');
    record.body = record.body.replace('"waitedMs":40', '"waitedMs":41');
    const report = await check(log.records);
    expect(report.findings).toMatchObject([{ law: 'chain', where: `assignment-queue/assignment.decisions/7/9` }]);
  });

  it('when a fenced writer went on writing', async () => {
    const log = aDay();
    (decisionsOf(log)[3] as Line).epoch = 2;
    expect(laws(await check(rechain(log.records).slice()))).toEqual(['chain']);
  });

  it('when a line is no record', async () => {
    const lines = [...linesOf(aDay().records), '{"lane":{}}', 'not json'];
    expect((await checkLog(lines)).findings.map(({ law }) => law)).toEqual(['readable', 'readable']);
  });
});

describe('a broken decision is named', () => {
  const broken = async (log: HandMadeLog): Promise<CheckReport> => check(log.records);

  it('when an agent is filled over the limit', async () => {
    const report = await broken(
      aDay().decide('conversation', 'conversation_requested', request(7), assigned(7, 'ben')),
    );
    expect(report.findings).toContainEqual(
      expect.objectContaining({ law: 'capacity', conversationId: 'c7', text: 'ben already holds 1 of 1' }),
    );
  });

  it('when a conversation has two owners', async () => {
    const log = aDay().decide(
      'x',
      'pull_requested',
      { conversationId: 'c3', agentId: 'ben' },
      assigned(3, 'ben', 'pull'),
    );
    expect((await broken(log)).findings).toContainEqual(
      expect.objectContaining({ law: 'owner', conversationId: 'c3', text: 'given to ben while ana has it' }),
    );
  });

  it('when an arrival has no outcome, which the ledger names too', async () => {
    const report = await broken(aDay().decide('conversation', 'conversation_requested', request(7)));
    expect(laws(report)).toEqual(['arrival', 'conservation']);
    expect(report.findings).toContainEqual(expect.objectContaining({ law: 'conservation', conversationId: 'c7' }));
  });

  it('when a request was passed over', async () => {
    const log = aDay();
    log.put('conversation', 'conversation_requested', request(7));
    log.decide('conversation', 'conversation_requested', request(8), ended('refused', 8, { reason: {} }));
    const report = await broken(log);
    expect(report.findings.map(({ law, conversationId }) => [law, conversationId])).toContainEqual(['arrival', 'c7']);
  });

  it('when an outcome follows a terminal one', async () => {
    const log = aDay().tick(ended('timed_out', 4, { waitedMs: 1 }));
    const report = await broken(log);
    expect(report.findings).toContainEqual(
      expect.objectContaining({ law: 'outcome', conversationId: 'c4', text: expect.stringContaining('abandoned') }),
    );
    expect(laws(report)).toContain('conservation');
  });

  it('when a slot stays free while somebody waits', async () => {
    const log = aDay().decide('conversation', 'conversation_requested', request(7), queued(7, 1));
    const closed = { conversationId: 'c2', by: 'agent' };
    const report = await broken(log.decide('conversation', 'conversation_closed', closed, released(2, 'ben')));
    expect(report.findings).toContainEqual(expect.objectContaining({ law: 'unserved', conversationId: 'c7' }));
  });

  it('when somebody is overtaken, unless they are not live', async () => {
    const late = (lost: boolean): HandMadeLog => {
      const log = aDay();
      log.decide('x', 'conversation_requested', request(7), queued(7, 1));
      log.decide('x', 'conversation_requested', request(8), queued(8, 2));
      if (lost) log.decide('presence', 'visitor_lost', { visitorId: 'v7' }, ['visitor_lost', { visitorId: 'v7' }]);
      const closed = { conversationId: 'c2', by: 'agent' };
      return log.decide('x', 'conversation_closed', closed, released(2, 'ben'), assigned(8, 'ben', 'freed'));
    };
    expect((await broken(late(true))).findings).toEqual([]);
    expect((await broken(late(false))).findings).toMatchObject([{ law: 'order', conversationId: 'c8' }]);
  });

  it('when somebody is overtaken too often, but not by those whom they came to stand behind', async () => {
    const rules = { groupId: 'sales', queue: { maxOvertakes: 1 } };
    const enters = (n: number, priority: number, position: number) =>
      ['queued', { ...queued(n, position)[1], priority }] as const;
    const raised = { conversationId: 'c8', groupId: 'sales', priority: 3, position: 1 };
    const log = aDay().decide('settings', 'group_configured', rules, ['group_configured', rules]);
    log.decide('x', 'conversation_requested', request(8), enters(8, 2, 1));
    // c7 has come before, but takes its place only now: c8 stood there already.
    log.decide('x', 'conversation_requested', request(7), enters(7, 0, 2));
    log.decide('x', 'priority_requested', raised, ['reprioritised', raised]);
    log.decide('x', 'conversation_requested', request(9), enters(9, 5, 1));
    expect((await broken(log)).findings).toEqual([]);
    log.decide('x', 'conversation_requested', request(10), enters(10, 6, 1));
    expect((await broken(log)).findings).toContainEqual(
      expect.objectContaining({ law: 'overtakes', conversationId: 'c7' }),
    );
  });

  it('when an agent who is offline is given one, but for a pull', async () => {
    const offline = (cause: string): HandMadeLog => {
      const gone = { agentId: 'ben', status: 'offline' };
      const log = aDay().decide('presence', 'agent_status', gone, ['agent_status_changed', gone]);
      log.decide('x', 'conversation_closed', { conversationId: 'c2', by: 'agent' }, released(2, 'ben'));
      return log.decide('x', 'conversation_requested', request(7), assigned(7, 'ben', cause));
    };
    expect(laws(await broken(offline('arrival')))).toEqual(['online']);
    expect(laws(await broken(offline('pull')))).toEqual([]);
  });

  it('when the place told is not the place held', async () => {
    const report = await broken(aDay().decide('x', 'conversation_requested', request(7), queued(7, 3)));
    expect(report.findings).toMatchObject([{ law: 'place', text: 'told place 3, is 1' }]);
  });

  it('when an input is taken in twice, or another one than was put in', async () => {
    const twice = aDay();
    const input = twice.records.find(({ type }) => type === 'agent_status') as Line;
    expect(laws(await broken(twice.takeIn(input)))).toEqual(['input']);

    const other = aDay();
    other.takeIn({
      ...other.put('presence', 'agent_status', { agentId: 'ben', status: 'busy' }),
      body: '{"agentId":"x"}',
    });
    expect(laws(await broken(other))).toEqual(['input']);
  });
});

describe('a broken story of a conversation is named', () => {
  it('when a message is there twice', async () => {
    const log = aDay();
    const said = log.records.find(({ type }) => type === 'conversation.message_added') as Line;
    log.fact('conversation', said.type, 'c6', JSON.parse(said.body) as Record<string, unknown>);
    log.fact('conversation', said.type, 'c6', JSON.parse(said.body) as Record<string, unknown>);
    expect((await check(log.records)).findings).toMatchObject([{ law: 'message', conversationId: 'c6' }]);
  });

  it('when a sequence has a hole', async () => {
    const log = aDay();
    (log.records.at(-1) as Line).streamVersion = 2;
    expect((await check(log.records)).findings).toMatchObject([{ law: 'stream_version', conversationId: 'c6' }]);
  });

  it('when another agent is told than was decided, or one that nobody decided', async () => {
    const told = (stream: string, agentId: string): HandMadeLog =>
      aDay().fact('conversation', 'conversation.assigned', stream, {
        ...{ agentId, groupId: 'sales', cause: 'freed', waitedMs: 40 },
      });
    expect((await check(told('c3', 'ana').records)).findings).toEqual([]);
    expect(laws(await check(told('c3', 'ben').records))).toEqual(['agreement']);
    expect(laws(await check(told('c9', 'ben').records))).toEqual(['agreement']);
  });

  it('when something but a message follows the end', async () => {
    const log = aDay().fact('conversation', 'conversation.queued', 'c1', { groupId: 'support', position: 1 });
    expect(laws(await check(log.records))).toEqual(['message']);
  });

  it('when a submission is withdrawn after it took the place', async () => {
    const log = aDay().fact('submission', 'submission.withdrawn', 's5', { conversationId: 'c5' });
    expect(laws(await check(log.records))).toEqual(['submission']);
  });
});

describe('an orphan is found and explained', () => {
  const withC6 = (): HandMadeLog => {
    const log = aDay();
    const waiting = log.records.find(({ type, body }) => type === 'conversation_requested' && body.includes('"c6"'));
    return log.takeIn(waiting as Line, queued(6, 1));
  };

  it('P34 when a close was passed over and the slot is held to this day', async () => {
    const log = withC6();
    log.put('conversation', 'conversation_closed', { conversationId: 'c2', by: 'visitor' });
    log.decide('conversation', 'conversation_requested', request(7), queued(7, 2));
    const { findings } = await check(log.records);
    expect(findings.map(({ law, conversationId }) => [law, conversationId])).toEqual([['orphan', 'c2']]);
  });

  it('and a close that the engine has not come to, or that comes twice, is none', async () => {
    const log = withC6();
    const again = { conversationId: 'c1', by: 'agent' };
    log.put('conversation', 'conversation_closed', again);
    log.decide('conversation', 'conversation_requested', request(7), queued(7, 2));
    log.put('conversation', 'conversation_closed', { conversationId: 'c2', by: 'visitor' });
    expect((await check(log.records)).findings).toEqual([]);
  });

  it('P39 nor is one that comes twice before the conversation is opened again, and open at the end of the log', async () => {
    const log = withC6();
    const closed = { conversationId: 'c1', by: 'agent' };
    log.put('conversation', 'conversation_closed', closed);
    log.fact('conversation', 'conversation.reopened', 'c1', { by: 'visitor', groupId: 'sales' });
    log.decide('conversation', 'conversation_requested', request(1), queued(1, 1));
    expect((await check(log.records)).findings).toEqual([]);
    const decisionsFirst = [...decisionsOf(log), ...log.records.filter(({ hash }) => hash === null)];
    expect((await check(decisionsFirst)).findings).toEqual([]);
    // What ends it after that counts again.
    log.put('conversation', 'conversation_closed', closed);
    log.decide('conversation', 'conversation_requested', request(7), queued(7, 3));
    expect(laws(await check(log.records))).toEqual(['orphan']);
  });
});
