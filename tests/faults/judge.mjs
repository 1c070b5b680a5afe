// What was promised against what the log holds: lost, doubled, over limit, and whatever else is wrong.
import { checkLog } from '@frontdesk/checker';
import { compareDatabaseWithKafka, exportDatabase, verifyDatabase } from '@frontdesk/cli';

/** Laws whose breach means that something happened twice. */
const DOUBLING = new Set(['input', 'outcome', 'message', 'owner']);
const LOSING = new Set(['orphan', 'arrival', 'conservation', 'sequence', 'stream_version', 'agreement']);

/** @returns {Promise<{lost: string[], doubled: string[], overLimit: string[], other: string[], arrivals: number,
 *   outcomes: Record<string, number>, records: number, decisions: number, remainder: number | null, differences: number,
 *   compared: {records: number, differences: number}}>} */
export async function judge({ product, visits, agents, left }) {
  const { journals, kafka } = product;
  const report = await verifyDatabase(journals);
  const checked = await checkLog(exportDatabase(journals));
  const verdict = { lost: [...left.slots], doubled: [], overLimit: [], other: [...left.open] };
  for (const { law, where, text } of checked.findings) bin(verdict, law).push(`${law} ${where}: ${text}`);
  for (const { kind, where, text } of report.differences)
    if (kind !== 'log') verdict.other.push(`${kind} ${where}: ${text}`);
  const compared = await compareDatabaseWithKafka(journals, kafka.brokers);
  for (const one of compared.differences) (/missing/.test(one) ? verdict.lost : verdict.other).push(`Kafka: ${one}`);
  const spoken = await spokenIn(journals);
  for (const visit of visits) judgeVisit(visit, spoken, verdict);
  for (const { sub, trouble } of agents) for (const error of trouble) verdict.other.push(`${sub}: ${error.message}`);
  for (const { replies } of agents)
    for (const [id, text] of replies)
      compareText(
        `${id}: "${text}"`,
        spoken.get(id)?.filter((one) => one === text),
        verdict,
      );
  const ledger = checked.ledgers.find(({ workspace }) => workspace === 'demo');
  if (ledger?.open.waiting) verdict.other.push(`${ledger.open.waiting} still wait`);
  const outcomes = { ...ledger?.outcomes };
  return {
    ...verdict,
    arrivals: ledger?.arrivals ?? 0,
    outcomes,
    records: report.records,
    decisions: report.decisions,
    remainder: ledger?.remainder ?? null,
    differences: report.differences.length,
    compared: { records: compared.records, differences: compared.differences.length },
  };
}

function bin(verdict, law) {
  if (law === 'capacity') return verdict.overLimit;
  if (DOUBLING.has(law)) return verdict.doubled;
  return LOSING.has(law) ? verdict.lost : verdict.other;
}

/** All that was said, by conversation. */
async function spokenIn(journals) {
  const spoken = new Map();
  for await (const line of exportDatabase(journals)) {
    const { type, stream, body } = JSON.parse(line);
    if (type === 'conversation.requested') spoken.set(stream, spoken.get(stream) ?? []);
    if (type === 'conversation.message_added')
      spoken.set(stream, [...(spoken.get(stream) ?? []), JSON.parse(body).text]);
  }
  return spoken;
}

function judgeVisit({ name, conversationId, acknowledged, line, trouble }, spoken, verdict) {
  if (trouble) verdict.other.push(`${name}: ${trouble.message}`);
  if (conversationId === null) return;
  const said = spoken.get(conversationId);
  if (said === undefined) return void verdict.lost.push(`${name}: ${conversationId} was promised and is not there`);
  for (const text of acknowledged)
    compareText(
      `${name}: "${text}"`,
      said.filter((one) => one === text),
      verdict,
    );
  // One visit, one conversation: a repeated start must not open another one.
  const others = [...spoken].filter(([id, texts]) => id !== conversationId && texts.includes(`${name} asks`));
  for (const [id] of others) verdict.doubled.push(`${name}: has ${id} beside ${conversationId}`);
  const sequences = (line?.events.get(conversationId) ?? []).map(({ sequence }) => sequence);
  sequences.forEach((sequence, i) => {
    if (sequence <= (sequences[i - 1] ?? 0)) verdict.doubled.push(`${name}: its socket was given ${sequence} again`);
    if (sequence > (sequences[i - 1] ?? 0) + 1) verdict.lost.push(`${name}: its socket was not given ${sequence - 1}`);
  });
}

function compareText(what, found = [], verdict) {
  if (found.length === 0) verdict.lost.push(`${what} was acknowledged and is not there`);
  if (found.length > 1) verdict.doubled.push(`${what} stands there ${found.length} times`);
}
