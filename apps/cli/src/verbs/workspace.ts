// `frontdesk workspace create`: the first workspace of an installation, and its owner. Nothing is written without --yes.
import { identifier } from '@frontdesk/settings';
import type { Command } from 'commander';
import { locate } from '../database/locate.js';
import { holderOf, openToWrite } from '../database/open-log.js';
import { EXIT, usage } from '../terminal/exit.js';
import {
  checkWorkspace,
  createWorkspace,
  type CreatedWorkspace,
  type NewWorkspace,
} from '../workspace/create-workspace.js';
import { verb, type VerbContext, type VerbOptions } from './verb.js';

const DAY_MS = 24 * 3_600_000;
const DAYS = 7;
const MOST_DAYS = 90;
const DEFAULT_URL = 'http://localhost:3000';

interface CreateOptions extends VerbOptions {
  readonly ownerEmail: string;
  readonly ownerName?: string;
  readonly ownerSub?: string;
  readonly issuer?: string;
  readonly validDays: string;
  readonly url?: string;
  readonly yes?: true;
}

export function workspaceVerbs(program: Command, context: VerbContext): void {
  const workspace = program.command('workspace').description('The workspaces of this installation');
  verb(workspace, 'create <name>', 'make a workspace, and its owner by an invitation link; only says so without --yes')
    .requiredOption('--owner-email <email>', "the owner's e-mail address; nothing is sent there")
    .option('--owner-name <name>', 'the name that others see (default: what stands before the @)')
    .option('--owner-sub <subject>', "the owner's `sub` at the issuer: no link is needed then")
    .option('--issuer <url>', 'the issuer of that `sub`, exactly as in `iss` (or OIDC_ISSUER)')
    .option('--valid-days <days>', `how long the link works, 1 to ${MOST_DAYS}`, String(DAYS))
    .option('--url <url>', `the address people use (or PUBLIC_URL; default: ${DEFAULT_URL})`)
    .option('--yes', 'really make it')
    .action((name: string, options: CreateOptions) => create(name, options, context));
}

async function create(name: string, options: CreateOptions, context: VerbContext): Promise<void> {
  const { terminal, env, exit } = context;
  const at = Date.now();
  const workspace = workspaceOf(name, options, env, at);
  const base = baseOf(options, env);
  const located = await locate(options, env, (text) => terminal.say(text));
  try {
    const pool = openToWrite(await holderOf(located.urls, 'settings'));
    try {
      await checkWorkspace(pool, workspace, at);
      const created = options.yes ? await createWorkspace(pool, workspace, at) : null;
      await tell(workspace, created, base, options, context);
      exit(EXIT.ok);
    } finally {
      await pool.end();
    }
  } finally {
    await located.close();
  }
}

function workspaceOf(name: string, options: CreateOptions, env: VerbContext['env'], at: number): NewWorkspace {
  const [fault] = identifier(name, '');
  if (fault) throw usage(`${name}: the name of a workspace ${fault.message}.`);
  const { ownerEmail: email, ownerName = email.split('@')[0] ?? '', ownerSub: subject } = options;
  const issuer = options.issuer ?? env['OIDC_ISSUER'];
  if (subject !== undefined && !issuer)
    throw usage('--owner-sub needs --issuer: a `sub` means something at its issuer only.');
  const days = Number(options.validDays);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw usage(`--valid-days ${options.validDays}: use a number from 1 to ${MOST_DAYS}.`);
  const signIn = subject === undefined || !issuer ? null : { issuer, subject };
  return { name, email, ownerName, signIn, expiresAt: at + days * DAY_MS };
}

function baseOf({ url }: CreateOptions, env: VerbContext['env']): string {
  const base = url ?? (env['PUBLIC_URL'] || DEFAULT_URL);
  if (!/^https?:\/\/[^/]/.test(base)) throw usage(`--url ${base}: use an address like ${DEFAULT_URL}.`);
  return base.replace(/\/+$/, '');
}

async function tell(
  { name, email, signIn, expiresAt }: NewWorkspace,
  created: CreatedWorkspace | null,
  base: string,
  { json }: CreateOptions,
  { terminal }: VerbContext,
): Promise<void> {
  const token = created?.token ?? null;
  // After a `#`, as every invitation: no server, proxy or log along the way sees it.
  const link = token === null ? null : `${base}/console/join#${token}`;
  const until = signIn === null ? new Date(expiresAt).toISOString() : null;
  const owner = { email, ...(signIn ?? {}), personId: created?.personId ?? null };
  if (json)
    await terminal.print(JSON.stringify({ workspace: name, created: created !== null, owner, link, expiresAt: until }));
  if (created === null)
    return terminal.say(`${name} would be made, with ${email} as its owner. Nothing was written: add --yes.`);
  if (json) return;
  await terminal.print(`${name} is made, with ${email} as its owner.`);
  if (link === null) return terminal.print(`They sign in as ${signIn?.subject ?? ''}; no link is needed.`);
  await terminal.print(
    `Send them this link; it works once, until ${until ?? ''}, and is shown only here:\n\n  ${link}`,
  );
}
