// What the OpenAPI document says of the interface as a whole, and of its parts.

export const ABOUT = `The HTTP interface of Frontdesk, the reception of a live chat.

**Who asks** stands in \`Authorization: Bearer …\`: a person's access token, an API key, or a visitor's token. Each
operation names which of them it takes and the permission it needs.

**Faults** are \`application/problem+json\` (RFC 9457) on every operation: \`code\` is for programs, \`detail\` says what to do,
\`errors\` points into the body, \`trace_id\` is in the logs. \`type\` leads to a page about the code.

**Creating calls** take an \`Idempotency-Key\`; the same key with the same body answers the first answer, for 24 hours.

**Documents** (settings, visitors) have an \`ETag\`: send it back as \`If-Match\` to change what you have seen. 412: somebody was
first. 428: it is missing.

**Pages** of a list: \`limit\` of 1 to 200, and \`cursor\` with the \`nextCursor\` of the page before.

**Limits**: \`RateLimit\` and \`RateLimit-Policy\` say how much is left; 429 comes with \`Retry-After\`.

**Instants** are ISO 8601 in UTC. **Members** may be added to any answer at any time: ignore those you do not know.

What happens as it happens comes over the WebSocket \`/v1/realtime\`, for which POST /v1/realtime/tickets sells the ticket.`;

export const TAGS: Readonly<Record<string, string>> = {
  visitor: 'Sessions of visitors: how a page gets the credential of whoever looks at it.',
  conversations: 'Starting conversations, reading them, and what is done with one as a whole.',
  messages: 'What is said in a conversation.',
  files: 'Files of conversations.',
  submissions: 'Messages that are left when nobody is there: leaving them, answering them, who is told of them.',
  visitors: 'Who visitors are, as staff knows them.',
  queue: 'Who waits, where, and why; the board.',
  routing: 'What is asked of routing: taking, assigning, moving, waiting on.',
  presence: 'Who of the agents is there, and since when.',
  settings: 'Documents of the settings, each with its history; hours, rules, and all of it as one file.',
  channels: 'What vouches for visitors of a channel.',
  people: 'People of the workspace, invitations, who one is, where one signs in.',
  'api-keys': 'Keys for programs.',
  realtime: 'Tickets for the socket.',
  'demo-issuer': 'The identity provider of the demo: anybody may be anybody there. It is not there in other set-ups.',
  meta: 'What this process says of itself.',
};
